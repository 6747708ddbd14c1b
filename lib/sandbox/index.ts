import type { TechnologyId } from "../model";
import { findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import type { Sandbox } from "./sandbox";

export * from "./sandbox";

/** What a sandbox can be asked for at opening. */
export interface SandboxOptions {
  /** Version of the target, as in `Target.versions`; engines that come in one version ignore it. */
  readonly version?: string;
}

type Opener = (target: Target, options: SandboxOptions) => Promise<Sandbox>;

/** The embedded engines by technology. Imported only when opened: an engine is megabytes of WebAssembly. */
const engines: Readonly<Partial<Record<TechnologyId, Opener>>> = {
  postgresql: async (target) => (await import("./pglite")).openPglite(target),
  sqlite: async (target) => (await import("./sqljs")).openSqlJs(target),
};

/** Whether a technology has an embedded engine to prove on. */
export function hasSandbox(targetId: TechnologyId): boolean {
  return engines[targetId] !== undefined && findTarget(targetId) !== undefined;
}

/** Opens an empty engine of the target. Throws for a technology without one: ask `hasSandbox` first. */
export async function openSandbox(targetId: TechnologyId, options: SandboxOptions = {}): Promise<Sandbox> {
  const open = engines[targetId];
  const target = findTarget(targetId);
  if (open === undefined || target === undefined) throw new Error(`No sandbox for ${targetId}`);
  return open(target, options);
}
