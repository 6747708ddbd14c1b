import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Where a client's package is, in the folder that STRATA_TOOLS names; undefined when it is not there. */
export function clientPackage(name: string): string | undefined {
  const folder = process.env["STRATA_TOOLS"];
  const path = folder === undefined ? undefined : resolve(folder, "node_modules", name);
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** What the compiler says of values as constants of a client's types; empty when nothing. `values`: JSON text, and the type it is to be of. */
export function checkTypes(name: string, path: string, imports: string, values: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "strata-types-"));
  try {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(path, join(folder, "node_modules", name));
    writeFileSync(join(folder, "requests.ts"), `${imports}\n${[...values].map(([value, type], i) => `export const r${i}: ${type} = ${value};\n`).join("")}`);
    execFileSync(resolve("node_modules/.bin/tsc"), ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", "--target", "es2022", "--types", "", "requests.ts"], { cwd: folder, encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    return typeof error === "object" && error !== null && "stdout" in error ? String(error.stdout).slice(0, 3000) : String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
