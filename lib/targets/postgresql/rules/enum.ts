import type { Column, EnumType, Table } from "../../../model";
import type { KindRules, RuleContext, Statement } from "../../target";
import { settleDefaults } from "../replace/default-privileges";
import { literal, qualify, quote } from "../lexical";
import { comment, tableName } from "../print";
import { inherits, partitionKey } from "./parents";

const typeName = (type: EnumType): string => qualify(type.namespace, type.name);

function create(type: EnumType): Statement[] {
  return [
    { sql: `CREATE TYPE ${typeName(type)} AS ENUM (${type.values.map(literal).join(", ")})` },
    ...(type.comment === undefined ? [] : [comment(`TYPE ${typeName(type)}`, type.comment)]),
  ];
}

/** Enum types. Values are added and renamed in place; removing or reordering needs a new type that the columns are moved to. */
export const enumRules: KindRules["enum"] = {
  create: (type, context) => [...create(type), ...settleDefaults({ defaults: "TYPES", what: `TYPE ${typeName(type)}`, namespace: type.namespace }, context)],
  drop: (type) => [{ sql: `DROP TYPE ${typeName(type)}` }],
  rename: (from, to) => [
    ...(from.namespace === to.namespace ? [] : [{ sql: `ALTER TYPE ${typeName(from)} SET SCHEMA ${quote(to.namespace ?? "public")}` }]),
    ...(from.name === to.name ? [] : [{ sql: `ALTER TYPE ${qualify(to.namespace, from.name)} RENAME TO ${quote(to.name)}` }]),
  ],
  alter(from, to, users, context) {
    const statements = [...alterValues(from, to, users, context)];
    if (from.comment !== to.comment) statements.push(comment(`TYPE ${typeName(to)}`, to.comment));
    return statements;
  },
};

function alterValues(from: EnumType, to: EnumType, users: readonly (readonly [Table, Column])[], context: RuleContext): readonly Statement[] {
  if (from.values.join("\0") === to.values.join("\0")) return [];
  const kept = to.values.filter((value) => from.values.includes(value));
  if (kept.join("\0") === from.values.join("\0")) return addValues(from, to);
  const gone = from.values.filter((value) => !to.values.includes(value));
  const come = to.values.filter((value) => !from.values.includes(value));
  // One value in another's place: that is a new name for it.
  const [old] = gone;
  const [fresh] = come;
  if (gone.length === 1 && come.length === 1 && old !== undefined && fresh !== undefined && from.values.indexOf(old) === to.values.indexOf(fresh)) {
    return [{ sql: `ALTER TYPE ${typeName(to)} RENAME VALUE ${literal(old)} TO ${literal(fresh)}` }];
  }
  // What a standing table's key is made of keeps its type: there is no statement for it.
  if (users.some(([owner, column]) => partitionKey(owner).includes(column.id))) return [];
  return swap(from, to, gone, users.filter(([owner, column]) => !inherits(column.name, owner, context.from)), context);
}

/** New values may be added in a transaction, but used only once it is committed (SQLSTATE 55P04). */
function addValues(from: EnumType, to: EnumType): Statement[] {
  const have = [...from.values];
  return to.values.filter((value) => !from.values.includes(value)).map((value) => {
    const at = to.values.indexOf(value);
    const before = to.values.slice(0, at).findLast((v) => have.includes(v));
    const position = at === to.values.length - 1 || before === have.at(-1) ? "" : before === undefined ? ` BEFORE ${literal(have[0] ?? "")}` : ` AFTER ${literal(before)}`;
    have.splice(before === undefined ? 0 : have.indexOf(before) + 1, 0, value);
    return { sql: `ALTER TYPE ${typeName(to)} ADD VALUE ${literal(value)}${position}`, transaction: "commit-after" as const };
  });
}

/** A type beside the old one takes the columns over, by way of text; defaults, which the engine cannot convert, are set again. */
function swap(from: EnumType, to: EnumType, gone: readonly string[], users: readonly (readonly [Table, Column])[], context: RuleContext): Statement[] {
  const aside = `${to.name.slice(0, 40)}_old`;
  const old = qualify(to.namespace, aside);
  const statements: Statement[] = [
    { sql: `ALTER TYPE ${typeName(to)} RENAME TO ${quote(aside)}` },
    ...create(to),
  ];
  for (const [owner, column] of users) {
    const alter = `ALTER TABLE ${tableName(owner)} ALTER COLUMN ${quote(column.name)}`;
    const isArray = column.type.kind === "array";
    const target = `${typeName(to)}${isArray ? "[]" : ""}`;
    const restored = column.default === undefined ? undefined : context.to.tables.find((t) => t.id === owner.id)?.columns.find((c) => c.id === column.id)?.default ?? column.default;
    if (column.default !== undefined) statements.push({ sql: `${alter} DROP DEFAULT` });
    statements.push({ sql: `${alter} TYPE ${target} USING ${quote(column.name)}::text${isArray ? "[]" : ""}::${target}` });
    if (restored !== undefined) statements.push({ sql: `${alter} SET DEFAULT ${restored}` });
  }
  statements.push({ sql: `DROP TYPE ${old}`, ...(gone.length === 0 ? {} : { loss: `rows that have ${gone.join(", ")} are refused` }) });
  return statements;
}
