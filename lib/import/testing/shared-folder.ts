import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of real schemas beside the project, when it is there; `STRATA_SHARED` names another. */
const shared = process.env["STRATA_SHARED"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));

/** Text of a corpus file, or undefined where the corpus is not at hand: tests that need it are skipped. */
export function corpusFile(name: string): string | undefined {
  const path = `${shared}/corpus/${name}`;
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
