import { hasSandbox, openSandbox } from "../sandbox";
import { builtTargets, findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import { isTechnologyId } from "../model";
import { UsageError } from "./command";

/** Other names people use. */
const aliases: Readonly<Record<string, string>> = { postgres: "postgresql", pg: "postgresql", sqlite3: "sqlite", mariadb: "mysql" };

/** A target with the version that is meant. */
export interface ChosenTarget {
  readonly target: Target;
  readonly version: string;
  /** Whether the version was named; else it is that of the server, where there is one. */
  readonly asked?: boolean;
}

/** Reads `--target`: `postgresql`, or `postgresql@17`. */
export function chosenTarget(text: string): ChosenTarget {
  const [name = "", asked] = text.toLowerCase().split("@", 2);
  const id = Object.hasOwn(aliases, name) ? aliases[name] : name;
  const target = isTechnologyId(id) ? findTarget(id) : undefined;
  if (target === undefined) {
    throw new UsageError(`There is no target ${text}${isTechnologyId(id) ? " yet" : ""}. Targets: ${builtTargets.map((built) => built.id).join(", ")}.`);
  }
  // MariaDB is a flavour of versions of one target: `mariadb@10.11` is `mysql@mariadb-10.11`.
  const wanted = name === id || asked?.startsWith(name) === true || !target.versions.some((known) => known.id.startsWith(`${name}-`)) ? asked : `${name}-${asked ?? ""}`;
  const version = target.versions.find((known) => known.id === wanted || (asked === undefined && wanted !== undefined && known.id.startsWith(wanted)))?.id ?? wanted ?? target.versions[0]?.id ?? "";
  if (wanted !== undefined && !target.versions.some((known) => known.id === version)) {
    throw new UsageError(`${target.label} has no version ${asked} here. Versions: ${target.versions.map((known) => known.id).join(", ")}.`);
  }
  return { target, version, asked: wanted !== undefined };
}

/** The same with the version of the server that sandboxes are made on, where none was named. Throws SandboxUnavailable when it cannot be reached. */
export async function settledTarget(chosen: ChosenTarget): Promise<ChosenTarget> {
  const { target } = chosen;
  if (chosen.asked === true || target.versionOf === undefined || !hasSandbox(target.id)) return chosen;
  const sandbox = await openSandbox(target.id);
  const version = sandbox.server === undefined ? chosen.version : target.versionOf(sandbox.server);
  await sandbox.close();
  return { ...chosen, version };
}
