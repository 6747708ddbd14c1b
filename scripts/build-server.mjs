// Bundles the server, its workers and the strata command. Packages stay outside: they are loaded from node_modules, once for server and pages.
import path from "node:path";
import { root } from "./steps.mjs";

export function bundleOptions(directory) {
  return {
    absWorkingDir: root,
    entryPoints: { server: "lib/server/main.ts", worker: "lib/server/workers/worker.ts", cli: "lib/cli/main.ts" },
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
    tsconfig: path.join(root, "tsconfig.json"),
  };
}

/** The script that draws a large design before the page's own code is there: a bundle of its own, so that it waits for nothing. */
export function firstPictureOptions(directory, minify) {
  return {
    absWorkingDir: root,
    entryPoints: { "first-picture": "components/canvas/first-picture/main.ts" },
    outdir: directory,
    bundle: true,
    platform: "browser",
    format: "iife",
    target: "es2022",
    minify,
    alias: { "@": root },
    logLevel: "warning",
    tsconfig: path.join(root, "tsconfig.json"),
  };
}

export async function bundleServer(directory) {
  const { build } = await import("esbuild");
  await Promise.all([build(bundleOptions(directory)), build(firstPictureOptions(directory, true))]);
}
