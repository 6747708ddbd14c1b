import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { namedToolsFolder } from "../servers";

/**
 * A package that makes a check more real and is too heavy to come with Strata: from the node_modules of the folder named by STRATA_TOOLS, or
 * of the working folder. Undefined when it is in neither. The caller checks what it got: another version may export something else.
 */
export async function optionalPackage(name: string): Promise<object | undefined> {
  for (const folder of [namedToolsFolder(), process.cwd()]) {
    if (folder === undefined) continue;
    let path: string;
    try {
      path = createRequire(join(folder, "package.json")).resolve(name);
    } catch {
      continue;
    }
    const loaded: unknown = await import(/* webpackIgnore: true */ pathToFileURL(path).href);
    return typeof loaded === "object" && loaded !== null ? loaded : undefined;
  }
  return undefined;
}
