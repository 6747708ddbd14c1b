import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { namedToolsFolder } from "../../servers";

/**
 * The vendor's Flux checker (npm `@influxdata/flux-lsp-browser`, 4 MB, MIT), when it is in the folder that STRATA_TOOLS names or in the working
 * folder's node_modules. The package is made for bundlers: its module imports WebAssembly, which Node does not; so both are put together here.
 */
export async function fluxChecker(): Promise<((script: string) => boolean) | undefined> {
  for (const folder of [namedToolsFolder(), process.cwd()]) {
    if (folder === undefined) continue;
    const of = (name: string): string => join(folder, "node_modules/@influxdata/flux-lsp-browser", name);
    let glue: string;
    let bytes: Buffer;
    try {
      [glue, bytes] = await Promise.all([readFile(of("flux-lsp-browser_bg.js"), "utf8"), readFile(of("flux-lsp-browser_bg.wasm"))]);
    } catch {
      continue;
    }
    const views = "cachedInt32Memory0 = new Int32Array(wasm.memory.buffer); cachedUint8Memory0 = new Uint8Array(wasm.memory.buffer);";
    const source = `${glue.replace(/^import \* as wasm from [^;]+;/, "let wasm;").replaceAll(/^cached(?:Int32|Uint8)Memory0 = new .*$/gm, "")}\nexport function useWasm(exports) { wasm = exports; ${views} }\n`;
    const loaded: unknown = await import(/* webpackIgnore: true */ `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
    if (!isGlue(loaded)) continue;
    const imports = Object.fromEntries(Object.entries(loaded).filter(([name]) => name.startsWith("__wb")));
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes), { "./flux-lsp-browser_bg.js": imports });
    loaded.useWasm(instance.exports);
    return (script) => loaded.is_valid_flux(script);
  }
  return undefined;
}

interface Glue {
  readonly useWasm: (exports: WebAssembly.Exports) => void;
  readonly is_valid_flux: (script: string) => boolean;
  readonly [name: `__wb${string}`]: WebAssembly.ImportValue;
}

function isGlue(value: unknown): value is Glue {
  return typeof value === "object" && value !== null && "useWasm" in value && typeof value.useWasm === "function" && "is_valid_flux" in value && typeof value.is_valid_flux === "function";
}
