import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column that SQLite cannot add */
export const sqliteAddColumnRefused: LintRule = {
  code: "sqlite-add-column-refused",
  aliases: ["adding-required-field"],
  targets: ["sqlite"],
  severity: "error",
  category: "refused",
  summary: "A column that SQLite cannot add",
  explanation: "ADD COLUMN touches no row, so it takes no key, no UNIQUE, no stored generated column, no default that has to be computed, and NOT NULL only with a default.",
  fix: "Add it nullable and fill it; a unique index instead of UNIQUE; otherwise rebuild the table.",
  act(act, { known }) {
    if (act.kind !== "add column") return undefined;
    const { name, notNull, default: value, generated, constraints } = act.column;
    const what = `${shown(act.table)}.${shown(name)}`;
    const refused = (why: string): { message: string } => ({ message: `SQLite refuses to add ${what}: ${why}.` });
    if (constraints.some(({ kind }) => kind === "primary key")) return refused("it is a primary key");
    if (constraints.some(({ kind }) => kind === "unique")) return refused("it is UNIQUE");
    if (generated === "stored") return refused("it is generated and stored");
    if (value !== undefined && value.functions.length > 0) return refused("its default is no constant");
    if (notNull && value === undefined && generated === undefined) return known.isNew(act.table) ? undefined : refused("it is NOT NULL without a default");
    return undefined;
  },
};
