import { sameType, type Column, type Schema, type Table } from "../../../model";
import type { MemberRules, RuleContext, Statement } from "../../target";
import { conversion, keepsDefault } from "../casts";
import { automaticName, quote } from "../lexical";
import { columnComment, columnDefinition, columnExtras, columnOptionStatements, printCollation, printType, tableName } from "../print";
import { inherits, parentTables } from "./parents";
import { renameAutomaticNames } from "./constraints";
import { alterNotNull } from "./not-null";
import { addIdentity, alterIdentity, renameIdentitySequence } from "./identity";
import { createSerialSequence, dropSerialSequence } from "./serial";

/** Columns: PostgreSQL alters nearly everything in place. */
export const column: MemberRules<Column> = {
  create: (member, table, context) => [
    // A parent's column comes to its children by itself.
    ...(inherits(member.name, table, context.to) ? overrides(member, table, context) : [{ sql: `ALTER TABLE ${tableName(table)} ADD COLUMN ${columnDefinition(member, context)}` }]),
    ...columnExtras(member, table),
  ],
  drop(member, table, context) {
    if (inherits(member.name, table, context.from)) return [];
    const column = quote(member.name);
    const loss = member.generated === undefined ? { loss: `the values of ${table.name}.${member.name}` } : {};
    // Children that go on having it keep their values.
    const children = childrenOf(table, context.from).filter((child) => child.columns.some((c) => c.name === member.name));
    const keeping = new Set((context.goal ?? context.to).tables.filter((t) => t.columns.some((c) => c.name === member.name)).map((t) => t.id));
    if (!children.some((child) => keeping.has(child.id))) return [{ sql: `ALTER TABLE ${tableName(table)} DROP COLUMN ${column}`, ...loss }];
    return [
      { sql: `ALTER TABLE ONLY ${tableName(table)} DROP COLUMN ${column}`, ...loss },
      ...children.filter((child) => !keeping.has(child.id)).map((child) => ({ sql: `ALTER TABLE ${tableName(child)} DROP COLUMN ${column}`, ...loss })),
    ];
  },
  rename: (member, to, table, context) => inherits(member.name, table, context.from) || inherits(to, table, context.to) ? [] : [
    { sql: `ALTER TABLE ${tableName(table)} RENAME COLUMN ${quote(member.name)} TO ${quote(to)}` },
    ...renameIdentitySequence(member, table, { ...member, name: to }, table),
    ...renameAutomaticNames(calling(table, member.id, member.name), calling(table, member.id, to)),
  ],
  alter(from, to, changed, table, context) {
    const generation = generatedChange(from, to, changed, table, context);
    if (generation === "replace") return "replace";
    const statements: Statement[] = [...generation];
    const alter = `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quote(to.name)}`;
    // Children have defaults of their own, which are changed by themselves.
    const alterOnly = hasChildren(table, context) ? alter.replace("ALTER TABLE ", "ALTER TABLE ONLY ") : alter;
    // A type changes with the parent's.
    const retyped = !inherits(to.name, table, context.to) && ((changed.includes("type") && !sameNative(from, to, context)) || changed.includes("collation"));
    const ofPartition = table.options["partitionOf"] !== undefined && inherits(to.name, table, context.to);
    const defaultBefore = from.generated === undefined && from.identity === undefined ? from.default : undefined;
    const defaultAfter = to.generated === undefined && to.identity === undefined ? to.default : undefined;
    const dropDefault = defaultBefore !== undefined && ((retyped && !keepsDefault(from, to)) || defaultAfter === undefined);
    // A partition's numbers are its parent's.
    if (!ofPartition && from.identity !== undefined && to.identity === undefined) statements.push({ sql: `${alter} DROP IDENTITY` }, ...createSerialSequence(from, to, table, context));
    if (dropDefault) statements.push({ sql: `${alterOnly} DROP DEFAULT` });
    if (!ofPartition && from.identity === undefined) statements.push(...dropSerialSequence(from, to, table));
    if (retyped) statements.push(retype(from, to, table, context));
    if (changed.includes("nullable") || changed.includes("options")) statements.push(...alterNotNull(from, to, table, () => setNotNull(to, table, context)).filter(() => !parentSays(from, to, table, context)));
    if (!from.nullable && to.nullable) {
      const strict = (context.goal ?? context.to).tables.filter((child) => child.columns.some((c) => c.name === to.name && !c.nullable) && parentTables(child, { from: context.goal ?? context.to, to: context.goal ?? context.to }).some((parent) => parent.id === table.id));
      // It goes from the children too, also from those that keep one of their own.
      statements.push(...strict.filter((child) => context.from.tables.some((t) => t.id === child.id && t.columns.some((c) => c.name === to.name && !c.nullable)))
        .map((child) => ({ sql: `ALTER TABLE ${tableName(child)} ALTER COLUMN ${quote(to.name)} SET NOT NULL` })));
    }
    if (!ofPartition && to.identity !== undefined) {
      if (from.identity === undefined) statements.push(...addIdentity(to, table, to.identity));
      else if (changed.includes("identity")) statements.push(...alterIdentity(to, table, from.identity, to.identity));
    }
    if (defaultAfter !== undefined && (dropDefault || defaultAfter !== defaultBefore)) statements.push({ sql: `${alterOnly} SET DEFAULT ${defaultAfter}` });
    if (changed.includes("options")) statements.push(...columnOptionStatements(from.options ?? {}, to.options ?? {}, to, table));
    if (changed.includes("comment")) statements.push(columnComment(to, table));
    return statements;
  },
};

/** What a child says of a column that comes to it by its parent. */
function overrides(member: Column, table: Table, context: RuleContext): Statement[] {
  const parent = parentTables(table, { from: context.to, to: context.to }).flatMap((p) => p.columns).find((c) => c.name === member.name);
  const alter = `ALTER TABLE ONLY ${tableName(table)} ALTER COLUMN ${quote(member.name)}`;
  if (parent === undefined || member.generated !== undefined) return [];
  return [
    ...(member.default === parent.default ? [] : [{ sql: `${alter} ${member.default === undefined ? "DROP DEFAULT" : `SET DEFAULT ${member.default}`}` }]),
    ...(member.nullable || !parent.nullable ? [] : [{ sql: `${alter} SET NOT NULL` }]),
  ];
}

function childrenOf(table: Table, schema: Schema): readonly Table[] {
  return schema.tables.filter((other) => other.id !== table.id && other.options["inherits"] !== undefined && parentTables(other, { from: schema, to: schema }).some((parent) => parent.id === table.id));
}

function hasChildren(table: Table, { from, to }: RuleContext): boolean {
  return [from, to].some((schema) => schema.tables.some((other) => (other.options["inherits"] ?? other.options["partitionOf"]) !== undefined && parentTables(other, { from: schema, to: schema }).some((parent) => parent.id === table.id)));
}

/** Whether a parent's NOT NULL comes or goes for its children too. */
function parentSays(from: Column, to: Column, table: Table, context: RuleContext): boolean {
  const strict = (schema: Schema): boolean => parentTables(table, { from: schema, to: schema }).some((parent) => parent.columns.some((column) => column.name === to.name && !column.nullable));
  if (from.nullable === to.nullable) return false;
  return to.nullable ? strict(context.from) : strict(context.goal ?? context.to);
}

/** An enum under two ids (before and after) may be one type. */
function sameNative(from: Column, to: Column, context: RuleContext): boolean {
  return sameType(from.type, to.type) || printType(from.type, context) === printType(to.type, context);
}

function retype(from: Column, to: Column, table: Table, context: RuleContext): Statement {
  const printed = printType(to.type, context);
  const using = sameNative(from, to, context) ? undefined : conversion(quote(to.name), from.type, to.type, printed);
  const collation = to.collation === undefined ? "" : ` COLLATE ${printCollation(to.collation)}`;
  const loss = narrowing(from, to);
  return {
    sql: `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quote(to.name)} TYPE ${printed}${collation}${using === undefined ? "" : ` USING ${using}`}`,
    ...(loss === undefined ? {} : { loss }),
  };
}

/** What a change of type takes away from values without the engine refusing it. */
function narrowing({ type: from }: Column, { type: to }: Column): string | undefined {
  if (from.kind === "decimal" && to.kind === "decimal" && to.scale !== undefined && (from.scale === undefined || to.scale < from.scale)) return "decimals are rounded";
  if ((from.kind === "decimal" || from.kind === "float64" || from.kind === "float32") && to.kind.startsWith("int")) return "fractions are rounded away";
  if (from.kind === "float64" && to.kind === "float32") return "values lose digits";
  if ((from.kind === "timestamp" || from.kind === "timestamptz") && to.kind === "date") return "the time of day is lost";
  if ((from.kind === "timestamp" || from.kind === "timestamptz") && to.kind === "time") return "the date is lost";
  return undefined;
}

/** With `online`, the rows are checked under a lock that lets writers pass; SET NOT NULL then trusts the checked constraint. */
function setNotNull(to: Column, table: Table, context: RuleContext): Statement[] {
  const set = `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quote(to.name)} SET NOT NULL`;
  if (!context.online) return [{ sql: set }];
  const name = quote(automaticName(table.name, to.name, "not_null_check"));
  const alter = `ALTER TABLE ${tableName(table)}`;
  return [
    { sql: `${alter} ADD CONSTRAINT ${name} CHECK (${quote(to.name)} IS NOT NULL) NOT VALID`, transaction: "commit-after" },
    { sql: `${alter} VALIDATE CONSTRAINT ${name}`, transaction: "commit-after" },
    { sql: set },
    // Where only this file was taken back and runs again, it is gone already.
    { sql: `${alter} DROP CONSTRAINT IF EXISTS ${name}` },
  ];
}

function generatedChange(from: Column, to: Column, changed: readonly string[], table: Table, context: RuleContext): readonly Statement[] | "replace" {
  if (!changed.includes("generated")) return from.generated !== undefined && (changed.includes("type") || changed.includes("collation")) ? "replace" : [];
  if (to.generated === undefined) {
    // A virtual column has no stored values to keep.
    return from.generated?.stored === true ? [{ sql: `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quote(to.name)} DROP EXPRESSION` }] : "replace";
  }
  if (from.generated === undefined || from.generated.stored !== to.generated.stored || changed.includes("type") || Number.parseInt(context.version, 10) < 17) return "replace";
  return [{ sql: `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quote(to.name)} SET EXPRESSION AS (${to.generated.expression})` }];
}

/** The table with a column under a name. */
function calling(table: Table, column: Column["id"], name: string): Table {
  return { ...table, columns: table.columns.map((one) => (one.id === column ? { ...one, name } : one)) };
}
