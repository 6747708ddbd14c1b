import type { AccessPattern, Check, Column, ColumnType, Deferral, EnumType, ForeignKey, Id, Index, IndexPart, PrimaryKey, SchemaObject, Table, TableLoad, TechnologyId, UniqueKey } from "../model";
import type { DesignSettings, FormChoice, Group, Note, PlannedEvolution, StoredValue } from "./design";
import type { Properties } from "./patch";
import type { SecondStore } from "./second-store";

// Each function gives every property of its kind (records.ts): `undefined` for a default, so that writing them also takes old values away.

/** Order and deletion are not part of these: they are written where a record is made or removed. */
export function encodeTable(table: Pick<Table, "name" | "namespace" | "comment" | "options">): Properties {
  return { kind: "table", name: table.name, ns: table.namespace, comment: text(table.comment), opts: record(table.options) };
}

export function encodeColumn(column: Column, tableId: Id): Properties {
  return {
    kind: "column", table: tableId, name: column.name, type: encodeType(column.type), null: column.nullable || undefined,
    def: text(column.default),
    gen: column.generated === undefined ? undefined : { expression: column.generated.expression, stored: column.generated.stored },
    ident: column.identity === undefined ? undefined : {
      mode: column.identity.mode, ...(column.identity.options === undefined ? {} : { options: column.identity.options }),
    },
    coll: text(column.collation), comment: text(column.comment), opts: record(column.options),
  };
}

export function encodePrimaryKey(key: PrimaryKey, tableId: Id): Properties {
  return { kind: "pk", table: tableId, name: text(key.name), cols: [...key.columns], incl: list(key.include), defer: deferral(key.deferral), comment: text(key.comment) };
}

export function encodeUnique(key: UniqueKey, tableId: Id): Properties {
  return { ...encodePrimaryKey(key, tableId), kind: "unique", nnd: key.nullsNotDistinct || undefined };
}

export function encodeForeignKey(key: ForeignKey, tableId: Id): Properties {
  return {
    kind: "fk", table: tableId, name: text(key.name), cols: [...key.columns], ref: key.referencedTable, refCols: [...key.referencedColumns],
    onDelete: key.onDelete === "no action" ? undefined : key.onDelete, onUpdate: key.onUpdate === "no action" ? undefined : key.onUpdate,
    match: key.match, defer: deferral(key.deferral), notValid: key.notValid || undefined, comment: text(key.comment),
  };
}

export function encodeCheck(check: Check, tableId: Id): Properties {
  return {
    kind: "check", table: tableId, name: text(check.name), expr: check.expression,
    notValid: check.notValid || undefined, noInherit: check.noInherit || undefined, comment: text(check.comment),
  };
}

export function encodeIndex(index: Index, tableId: Id): Properties {
  return {
    kind: "index", table: tableId, name: index.name, unique: index.unique || undefined, method: index.method, parts: index.parts.map(encodePart),
    incl: list(index.include), where: text(index.where), nnd: index.nullsNotDistinct || undefined, opts: record(index.options), comment: text(index.comment),
  };
}

export function encodeEnum(type: EnumType): Properties {
  return { kind: "enum", name: type.name, ns: type.namespace, values: [...type.values], comment: text(type.comment) };
}

export function encodeObject(object: SchemaObject): Properties {
  return {
    kind: "object", type: object.kind, ns: object.namespace, name: object.name, table: object.tableId, definition: object.definition,
    dependsOn: list(object.dependsOn), comment: text(object.comment),
  };
}

export function encodeGroup(group: Group): Properties {
  return { kind: "group", name: group.name, color: group.color };
}

export function encodeNote(note: Note): Properties {
  return { kind: "note", text: note.text, x: note.at.x, y: note.at.y, w: note.width, color: note.color };
}

export function encodePattern(pattern: AccessPattern): Properties {
  return {
    kind: "pattern", name: pattern.name, op: pattern.operation, table: pattern.tableId, query: text(pattern.query),
    perf: text(pattern.expectedPerformance), rate: pattern.rate, rate1y: pattern.rateInYear, eq: list(pattern.equality), range: pattern.range,
    sort: pattern.sort === undefined || pattern.sort.length === 0 ? undefined : encodeSort(pattern.sort), joins: list(pattern.joins), hops: pattern.hops, window: pattern.window,
    text: pattern.text, items: pattern.items, bytes: pattern.itemBytes, p99: pattern.p99, cons: pattern.consistency, atomic: list(pattern.atomicWith), ordering: pattern.ordering,
    history: pattern.historyDays, scope: pattern.scope, adhoc: pattern.adHoc, weight: pattern.weight,
  };
}

export function encodeSort(sort: NonNullable<AccessPattern["sort"]>): StoredValue {
  return sort.map(({ column, order }) => ({ column, order }));
}

/** Properties of a table's record. */
export function encodeLoad(load: TableLoad): Properties {
  return {
    rows: load.rows, rows1y: load.rowsInYear, bytes: load.itemBytes, retention: load.retentionDays, hottest: load.hottestWrites, perParent: load.perParent, oldRows: load.oldRowsChange,
  };
}

/** Property of the design's record that holds one answer of the wizard: each its own, so that two people's answers merge. */
export function answerProperty(attribute: string): string {
  return `${answerPrefix}${attribute}`;
}
export const answerPrefix = "answer:";

/** Property of the design's record that says why a rule of advice is switched off. */
export function ruleProperty(code: string): string {
  return `${rulePrefix}${code}`;
}
export const rulePrefix = "rule:";

/** Property of a record that holds the option chosen in a native target's mapping. Choices of other targets stay beside it. */
export function mappingProperty(target: TechnologyId, choice: string): string {
  return `${mappingPrefix}${target}.${choice}`;
}
export const mappingPrefix = "map:";

export function encodeStore({ target, version, role, tables, sync }: Omit<SecondStore, "choices">): Properties {
  return { kind: "store", target, version: text(version), role, tables: [...tables], sync: text(sync) };
}

export function encodeEvolution({ kind, subject, answers, held, abandoned }: PlannedEvolution): Properties {
  return { kind: "evolution", evo: kind, subject: { ...subject }, answers: record(answers), held: held || undefined, abandoned: abandoned || undefined };
}

/** Property of the design's record that holds the form of one change: each its own, so that two people's choices do not collide. */
export function formProperty(change: string): string {
  return `${formPrefix}${change}`;
}
export const formPrefix = "form:";

export function encodeForm({ form, reason }: FormChoice): StoredValue {
  return { form, ...(reason === undefined || reason === "" ? {} : { reason }) };
}

/** The design's own record; only what is given is written. */
export function encodeSettings(settings: Partial<DesignSettings> & { readonly name?: string }): Properties {
  return {
    ...(settings.name === undefined ? {} : { name: settings.name }),
    ...(settings.target === undefined ? {} : { target: settings.target }),
    ...(settings.targetVersion === undefined ? {} : { version: settings.targetVersion }),
    ...(settings.rationale === undefined ? {} : { rationale: text(settings.rationale) }),
    ...(settings.decidedAgainst === undefined ? {} : { against: text(settings.decidedAgainst) }),
    ...(settings.numbering === undefined ? {} : { numbering: settings.numbering === "sequence" ? undefined : settings.numbering }),
    ...(settings.online === undefined ? {} : { online: settings.online || undefined }),
    ...(settings.renames === undefined ? {} : { renames: settings.renames.length === 0 ? undefined : settings.renames.map(({ from, to }) => ({ from, to })) }),
    ...(settings.prose === undefined ? {} : { prose: record(settings.prose) }),
    ...Object.fromEntries(Object.entries(settings.rulesOff ?? {}).map(([code, reason]) => [ruleProperty(code), text(reason)])),
  };
}

export function encodeType(type: ColumnType): StoredValue {
  switch (type.kind) {
    case "string": return { kind: type.kind, ...(type.length === undefined ? {} : { length: type.length }) };
    case "char": return { kind: type.kind, length: type.length };
    case "decimal":
      return { kind: type.kind, ...(type.precision === undefined ? {} : { precision: type.precision }), ...(type.scale === undefined ? {} : { scale: type.scale }) };
    case "time": case "timestamp": case "timestamptz":
      return { kind: type.kind, ...(type.precision === undefined ? {} : { precision: type.precision }) };
    case "enum": return { kind: type.kind, enumId: type.enumId };
    case "array": return { kind: type.kind, of: encodeType(type.of) };
    case "vector": return { kind: type.kind, dimensions: type.dimensions };
    case "native": return { kind: type.kind, text: type.text };
    default: return { kind: type.kind };
  }
}

function encodePart(part: IndexPart): StoredValue {
  return Object.fromEntries(Object.entries(part).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

const text = (value: string | undefined): string | undefined => (value === "" ? undefined : value);
const list = (ids: readonly string[] | undefined): readonly string[] | undefined => (ids === undefined || ids.length === 0 ? undefined : [...ids]);
const record = (values: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> | undefined =>
  values === undefined || Object.keys(values).length === 0 ? undefined : { ...values };
const deferral = (value: Deferral | undefined): StoredValue | undefined =>
  value === undefined ? undefined : { deferrable: value.deferrable, initiallyDeferred: value.initiallyDeferred };
