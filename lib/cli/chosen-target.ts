import { builtTargets, findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import { isTechnologyId } from "../model";
import { UsageError } from "./command";

/** Other names people use. */
const aliases: Readonly<Record<string, string>> = { postgres: "postgresql", pg: "postgresql", sqlite3: "sqlite" };

/** A target with the version that is meant. */
export interface ChosenTarget {
  readonly target: Target;
  readonly version: string;
}

/** Reads `--target`: `postgresql`, or `postgresql@17`. */
export function chosenTarget(text: string): ChosenTarget {
  const [name = "", asked] = text.toLowerCase().split("@", 2);
  const id = Object.hasOwn(aliases, name) ? aliases[name] : name;
  const target = isTechnologyId(id) ? findTarget(id) : undefined;
  if (target === undefined) {
    throw new UsageError(`There is no target ${text}${isTechnologyId(id) ? " yet" : ""}. Targets: ${builtTargets.map((built) => built.id).join(", ")}.`);
  }
  const version = asked ?? target.versions[0]?.id ?? "";
  if (asked !== undefined && !target.versions.some((known) => known.id === asked)) {
    throw new UsageError(`${target.label} has no version ${asked} here. Versions: ${target.versions.map((known) => known.id).join(", ")}.`);
  }
  return { target, version };
}
