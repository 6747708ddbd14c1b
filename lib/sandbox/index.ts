import type { TechnologyId } from "../model";
import { findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import { SandboxUnavailable, type Sandbox } from "./sandbox";
import { missingServer, serverAddress, serverVariables } from "./servers";

export * from "./sandbox";
export { findServers, missingServer } from "./servers";

/** What a sandbox can be asked for at opening. */
export interface SandboxOptions {
  /** Version of the target, as in `Target.versions`; engines that come in one version ignore it. Absent: whatever a server is. */
  readonly version?: string;
}

type Opener = (target: Target, options: SandboxOptions) => Promise<Sandbox>;

/** The engines by technology. Imported only when opened: an engine is megabytes of WebAssembly. */
const engines: Readonly<Partial<Record<TechnologyId, Opener>>> = {
  postgresql: async (target) => (await import("./pglite")).openPglite(target),
  timescaledb: async (target) => (await import("./timescale")).openTimescale(target, serverAddress("timescaledb")),
  sqlite: async (target) => (await import("./sqljs")).openSqlJs(target),
  mysql: async (target, options) => (await import("./mysql")).openMysql(target, serverAddress("mysql") ?? "", options),
};

/** Whether a technology has an engine to prove on: an embedded one, or a server that was named (findServers). */
export function hasSandbox(targetId: TechnologyId): boolean {
  const reachable = serverVariables[targetId] === undefined || serverAddress(targetId) !== undefined;
  return reachable && engines[targetId] !== undefined && findTarget(targetId) !== undefined;
}

/** Whether the engine runs in the process itself: opening takes long, and it becomes faster with use. */
export function hasEmbeddedEngine(targetId: TechnologyId): boolean {
  return serverVariables[targetId] === undefined && hasSandbox(targetId);
}

/** Opens an empty engine of the target. Throws for a technology without one: ask `hasSandbox` first. Throws SandboxUnavailable when its server is not named, out of reach or another. */
export async function openSandbox(targetId: TechnologyId, options: SandboxOptions = {}): Promise<Sandbox> {
  const open = engines[targetId];
  const target = findTarget(targetId);
  if (open === undefined || target === undefined) throw new Error(`No sandbox for ${targetId}`);
  const missing = missingServer(targetId);
  if (missing !== undefined) throw new SandboxUnavailable(`${target.label} is not at hand. ${missing}`);
  return open(target, options);
}
