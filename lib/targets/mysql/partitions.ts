import type { Table } from "../../model";
import type { Statement } from "../target";
import { Cursor } from "./cursor";
import { plainExpression } from "./expression";
import { quote } from "./lexical";
import { tableOptions } from "./options";
import { alterTable } from "./print-table";

/** A partitioning as read: what the rows are divided by, and the partitions where they are listed. */
interface Partitioning {
  /** Everything before the list: `RANGE (year_num)`. */
  readonly by: string;
  readonly partitions: readonly { readonly name: string; readonly text: string }[];
}

/** Statements that change how a table is partitioned; whole partitions come and go by themselves, everything else divides the rows anew. */
export function changePartitions(from: Table, to: Table): readonly Statement[] {
  const [before, after] = [from.options[tableOptions.partitions], to.options[tableOptions.partitions]];
  if (before === after) return [];
  if (after === undefined) return alterTable(to, ["REMOVE PARTITIONING"]);
  if (before !== undefined) {
    const steps = listed(readPartitioning(before), readPartitioning(after), to);
    if (steps !== undefined) return steps;
  }
  return [{ sql: `ALTER TABLE ${quote(to.name)} PARTITION BY ${after}` }];
}

/** Dropped and added partitions of the same division; undefined when that is not all that changes. */
function listed(before: Partitioning, after: Partitioning, table: Table): readonly Statement[] | undefined {
  if (before.by !== after.by || before.partitions.length === 0 || after.partitions.length === 0) return undefined;
  const same = (list: Partitioning["partitions"], one: Partitioning["partitions"][number]): boolean => list.some(({ name, text }) => name === one.name && text === one.text);
  const dropped = before.partitions.filter((partition) => !same(after.partitions, partition));
  const added = after.partitions.filter((partition) => !same(before.partitions, partition));
  const kept = before.partitions.filter((partition) => same(after.partitions, partition));
  // Ranges grow at their end only; and what changes its bounds takes its rows along, which only a new division does.
  const atEnd = after.partitions.slice(0, kept.length).every((partition, i) => partition.name === kept[i]?.name);
  const bounds = dropped.some(({ name }) => added.some((other) => other.name === name));
  if (!atEnd || bounds || kept.length === 0) return undefined;
  return [
    ...(added.length === 0 || dropped.length > 0 && /^RANGE/i.test(after.by) ? [] : [addition(added, table)]),
    ...(dropped.length === 0 ? [] : [{
      sql: `ALTER TABLE ${quote(table.name)} DROP PARTITION ${dropped.map(({ name }) => quote(name)).join(", ")}`,
      loss: `the rows of the partitions ${dropped.map(({ name }) => name).join(", ")} of ${table.name}`,
    }]),
    ...(added.length > 0 && dropped.length > 0 && /^RANGE/i.test(after.by) ? [addition(added, table)] : []),
  ];
}

function addition(added: Partitioning["partitions"], table: Table): Statement {
  return { sql: `ALTER TABLE ${quote(table.name)} ADD PARTITION (${added.map(({ text }) => text).join(", ")})` };
}

function readPartitioning(text: string): Partitioning {
  const cursor = new Cursor(text);
  const { tokens } = cursor;
  // The list is the last parenthesis that begins with PARTITION.
  const at = tokens.findIndex((token, i) => token.text === "(" && /^partition$/i.test(tokens[i + 1]?.text ?? "") && tokens[i + 1]?.kind === "word");
  if (at < 0) return { by: plainExpression(text), partitions: [] };
  const list = new Cursor(text, tokens.slice(at)).parenthesised();
  return {
    by: plainExpression(text.slice(0, tokens[at]?.at)),
    partitions: list.items().map((item) => {
      const name = item.peek(1)?.value ?? "";
      return { name, text: item.rest() };
    }),
  };
}
