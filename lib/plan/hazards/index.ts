import { address, type Id } from "../../model";
import type { Statement } from "../../targets/target";
import type { Moment, Operation } from "../operation";
import type { Hazard } from "../plan";
import { adding } from "./adding";
import { altering } from "./altering";
import { dropping } from "./dropping";
import type { HazardRule } from "./hazard-rule";
import { renaming } from "./renaming";
import { waiting } from "./waiting";
import { mostRows, weigh } from "./weigh";

const rules: readonly HazardRule[] = [dropping, renaming, adding, altering, waiting];

/** What an operation costs or endangers, from its declared facts alone, weighed by the rows expected; the proof adds what it measures. */
export function hazardsOf(operation: Operation, statements: readonly Statement[], moment: Moment): Hazard[] {
  const rows = mostRows(touchedTables(operation, moment), moment.rows);
  return rules.flatMap((rule) => rule(operation, statements, moment)).map((hazard) => weigh(hazard, rows));
}

/** Tables whose rows an operation on a table or one of its members goes through; a foreign key has two. */
function touchedTables({ group, kind, produces }: Operation, { after }: Moment): (Id | undefined)[] {
  const own = group.startsWith("table ") ? group.slice("table ".length) : undefined;
  if (kind !== "foreign key") return [own];
  const table = after.tables.find((candidate) => candidate.id === own);
  const key = table?.foreignKeys.find((candidate) => produces.includes(address.constraint(table, candidate.name ?? `#${candidate.id}`)));
  return [own, key?.referencedTable];
}
