import type { Check, ForeignKey, Id, PrimaryKey, Table, UniqueKey } from "../../../model";
import { columnNames, type Alteration, type MemberRules, type RuleContext, type Statement } from "../../target";
import { automaticName, quote } from "../lexical";
import { checkNames } from "../check-names";
import { checkClause, comment, createIndex, foreignKeyClause, keyClause, tableName } from "../print";

interface Named {
  readonly name?: string;
  readonly comment?: string;
}

/** Rules all constraints share; `name` finds the name the engine gives to an unnamed one. */
function common<T extends Named>(name: (member: T, table: Table) => string): Pick<MemberRules<T>, "drop" | "rename"> & { comment(member: T, table: Table): Statement } {
  return {
    drop: (member, table) => [{ sql: `ALTER TABLE ${tableName(table)} DROP CONSTRAINT ${quote(name(member, table))}` }],
    rename: (member, to, table) => [{ sql: `ALTER TABLE ${tableName(table)} RENAME CONSTRAINT ${quote(name(member, table))} TO ${quote(to)}` }],
    comment: (member, table) => comment(`CONSTRAINT ${quote(name(member, table))} ON ${tableName(table)}`, member.comment),
  };
}

/** True when only properties of `allowed` changed. */
function only(changed: readonly string[], ...allowed: readonly string[]): boolean {
  return changed.every((property) => allowed.includes(property));
}

function keyRules<T extends PrimaryKey | UniqueKey>(word: "PRIMARY KEY" | "UNIQUE", name: (key: T, table: Table) => string): MemberRules<T> {
  const shared = common<T>(name);
  return {
    create: (key, table, context) => [
      ...(context.online && table.options["partitionBy"] === undefined ? byIndex(key, word, name(key, table), table) : [{ sql: `ALTER TABLE ${tableName(table)} ADD ${keyClause(key, word, table)}` }]),
      ...(key.comment === undefined ? [] : [shared.comment(key, table)]),
      ...(table.options["replicaIdentity"] === name(key, table) ? [{ sql: `ALTER TABLE ${tableName(table)} REPLICA IDENTITY USING INDEX ${quote(name(key, table))}` }] : []),
    ],
    drop: shared.drop,
    rename: shared.rename,
    // ALTER CONSTRAINT changes deferral of foreign keys only.
    alter: (_from, to, changed, table) => (only(changed, "comment") ? [shared.comment(to, table)] : "replace"),
  };
}

/** Builds the index beside the writers, then makes it the constraint: the table is locked only for a moment. */
function byIndex(key: PrimaryKey | UniqueKey, word: "PRIMARY KEY" | "UNIQUE", name: string, table: Table): Statement[] {
  const nulls = "nullsNotDistinct" in key && key.nullsNotDistinct === true;
  const index = {
    id: key.id, name, unique: true, parts: key.columns.map((column) => ({ column })),
    ...(key.include === undefined ? {} : { include: key.include }), ...(nulls ? { nullsNotDistinct: true } : {}),
  };
  const deferral = key.deferral?.deferrable === true ? ` DEFERRABLE${key.deferral.initiallyDeferred ? " INITIALLY DEFERRED" : ""}` : "";
  return [
    { sql: createIndex(index, table, true), transaction: "outside" },
    { sql: `ALTER TABLE ${tableName(table)} ADD CONSTRAINT ${quote(name)} ${word} USING INDEX ${quote(name)}${deferral}` },
  ];
}

const primaryKeyName = (key: PrimaryKey, table: Table): string => key.name ?? automaticName(table.name, undefined, "pkey");
const uniqueName = (key: UniqueKey, table: Table): string => key.name ?? automaticName(table.name, columnNames(table, key.columns).join("_"), "key");

export const primaryKey: MemberRules<PrimaryKey> = keyRules("PRIMARY KEY", primaryKeyName);

export const unique: MemberRules<UniqueKey> = keyRules("UNIQUE", uniqueName);

/** Adds unchecked, commits, then checks under a lock that lets writers pass. */
function addThenValidate(clause: string, name: string, table: Table): Statement[] {
  return [
    { sql: `ALTER TABLE ${tableName(table)} ADD ${clause} NOT VALID`, transaction: "commit-after" },
    { sql: `ALTER TABLE ${tableName(table)} VALIDATE CONSTRAINT ${quote(name)}` },
  ];
}

const foreignKeyName = (key: ForeignKey, table: Table): string => key.name ?? automaticName(table.name, columnNames(table, key.columns).join("_"), "fkey");
const sharedForeignKey = common<ForeignKey>(foreignKeyName);

export const foreignKey: MemberRules<ForeignKey> = {
  create(key, table, context): Alteration {
    const clause = foreignKeyClause(key, table, context);
    // Adding a NOT VALID foreign key to a partitioned table is refused before PostgreSQL 18.
    const online = context.online && key.notValid !== true && table.options["partitionBy"] === undefined;
    return [
      ...(online ? addThenValidate(clause, foreignKeyName(key, table), table) : [{ sql: `ALTER TABLE ${tableName(table)} ADD ${clause}` }]),
      ...(key.comment === undefined ? [] : [sharedForeignKey.comment(key, table)]),
    ];
  },
  drop: sharedForeignKey.drop,
  rename: sharedForeignKey.rename,
  alter(from, to, changed, table): Alteration {
    if (!only(changed, "comment", "deferral", "notValid") || (changed.includes("notValid") && to.notValid === true)) return "replace";
    const constraint = `${tableName(table)} ALTER CONSTRAINT ${quote(foreignKeyName(from, table))}`;
    const deferral = to.deferral?.deferrable === true ? (to.deferral.initiallyDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE INITIALLY IMMEDIATE") : "NOT DEFERRABLE";
    return [
      ...(changed.includes("deferral") ? [{ sql: `ALTER TABLE ${constraint} ${deferral}` }] : []),
      ...(changed.includes("notValid") ? [{ sql: `ALTER TABLE ${tableName(table)} VALIDATE CONSTRAINT ${quote(foreignKeyName(from, table))}` }] : []),
      ...(changed.includes("comment") ? [sharedForeignKey.comment(to, table)] : []),
    ];
  },
};

/**
 * Keys and checks without a name of their own keep the one they were given after the table's and columns' old names: they are called
 * anew, so that the catalog is what the design makes when it is loaded afresh.
 */
export function renameAutomaticNames(from: Table, to: Table): Statement[] {
  // Expressions speak of columns by the names of `from`.
  const [before, after] = [automaticNames(from, from), automaticNames(to, from)];
  return [...before].flatMap(([id, name]) => {
    const called = after.get(id);
    return called === undefined || called === name ? [] : [{ sql: `ALTER TABLE ${tableName(to)} RENAME CONSTRAINT ${quote(name)} TO ${quote(called)}` }];
  });
}

function automaticNames(table: Table, speaking: Table): ReadonlyMap<Id, string> {
  const unnamed = <T extends Named & { readonly id: Id }>(keys: readonly T[], name: (key: T, table: Table) => string): [Id, string][] =>
    keys.filter((key) => key.name === undefined).map((key) => [key.id, name(key, table)]);
  return new Map([
    ...unnamed(table.primaryKey === undefined ? [] : [table.primaryKey], primaryKeyName), ...unnamed(table.uniques, uniqueName), ...unnamed(table.foreignKeys, foreignKeyName), ...checkNames(table, speaking),
  ]);
}

const checkName = (check: Check, table: Table): string => check.name ?? checkNames(table).get(check.id) ?? automaticName(table.name, undefined, "check");
const sharedCheck = common<Check>(checkName);

/** Where a check without a name comes before others of its name, those get higher numbers first, and it is told its own. */
function movedBy(member: Check, table: Table, context: RuleContext): { readonly renames: readonly Statement[]; readonly name: string } | undefined {
  const after = context.to.tables.find(({ id }) => id === table.id);
  const name = after === undefined ? undefined : checkNames(after).get(member.id);
  if (after === undefined || name === undefined) return undefined;
  const renames = renameAutomaticNames({ ...after, checks: after.checks.filter(({ id }) => id !== member.id) }, after).toReversed();
  return renames.length === 0 ? undefined : { renames, name };
}

export const check: MemberRules<Check> = {
  create(member, table, context: RuleContext): Alteration {
    const moved = member.name === undefined ? movedBy(member, table, context) : undefined;
    if (moved !== undefined) return [...moved.renames, { sql: `ALTER TABLE ${tableName(table)} ADD ${checkClause({ ...member, name: moved.name })}` }, ...(member.comment === undefined ? [] : [comment(`CONSTRAINT ${quote(moved.name)} ON ${tableName(table)}`, member.comment)])];
    return [
      ...(context.online && member.notValid !== true && member.name !== undefined
        ? addThenValidate(checkClause(member), member.name, table)
        : [{ sql: `ALTER TABLE ${tableName(table)} ADD ${checkClause(member)}` }]),
      ...(member.comment === undefined ? [] : [sharedCheck.comment(member, table)]),
    ];
  },
  // The numbers of further checks without a name go down with it.
  drop: (member, table) => [
    { sql: `ALTER TABLE ${tableName(table)} DROP CONSTRAINT ${quote(checkName(member, table))}` },
    ...renameAutomaticNames(table, { ...table, checks: table.checks.filter(({ id }) => id !== member.id) }),
  ],
  rename: sharedCheck.rename,
  alter(from, to, changed, table): Alteration {
    if (!only(changed, "comment", "notValid") || (changed.includes("notValid") && to.notValid === true)) return "replace";
    return [
      ...(changed.includes("notValid") ? [{ sql: `ALTER TABLE ${tableName(table)} VALIDATE CONSTRAINT ${quote(checkName(from, table))}` }] : []),
      ...(changed.includes("comment") ? [sharedCheck.comment(to, table)] : []),
    ];
  },
};
