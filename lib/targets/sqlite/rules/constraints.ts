import type { Check, ForeignKey, PrimaryKey, UniqueKey } from "../../../model";
import type { MemberRules } from "../../target";
import { quote } from "../lexical";
import { altersConstraints } from "../version";

/** ALTER TABLE cannot touch keys in any version. */
const rebuilt: MemberRules<unknown> = {
  create: () => "rebuild", drop: () => "rebuild", rename: () => "rebuild",
  alter: (_from: unknown, _to: unknown, changed: readonly string[]) => (changed.every((property) => property === "comment") ? [] : "rebuild"),
};

export const primaryKey: MemberRules<PrimaryKey> = rebuilt;
export const unique: MemberRules<UniqueKey> = rebuilt;
export const foreignKey: MemberRules<ForeignKey> = rebuilt;

/** Checks: native from 3.53, if they have a name to drop them by. */
export const check: MemberRules<Check> = {
  create(added, table, { version }) {
    if (!altersConstraints(version)) return "rebuild";
    const name = added.name === undefined ? "" : `CONSTRAINT ${quote(added.name)} `;
    return [{ sql: `ALTER TABLE ${quote(table.name)} ADD ${name}CHECK (${added.expression})` }];
  },
  drop(dropped, table, { version }) {
    if (!altersConstraints(version) || dropped.name === undefined) return "rebuild";
    return [{ sql: `ALTER TABLE ${quote(table.name)} DROP CONSTRAINT ${quote(dropped.name)}` }];
  },
  rename(from, to, table, { version }) {
    if (!altersConstraints(version) || from.name === undefined) return "rebuild";
    return [
      { sql: `ALTER TABLE ${quote(table.name)} DROP CONSTRAINT ${quote(from.name)}` },
      { sql: `ALTER TABLE ${quote(table.name)} ADD CONSTRAINT ${quote(to)} CHECK (${from.expression})` },
    ];
  },
  alter(from, _to, changed, _table, { version }) {
    if (changed.every((property) => property === "comment")) return [];
    return altersConstraints(version) && from.name !== undefined ? "replace" : "rebuild";
  },
};
