import type { ColumnType, Id, Schema, Table } from "../../model";

/** What does not hold between the ids of a schema, one sentence each with the place in the document; empty when every id resolves. */
export function brokenReferences(schema: Schema, limit = 100): string[] {
  const problems: string[] = [];
  const say = (problem: string): void => {
    if (problems.length < limit) problems.push(problem);
  };
  const seen = new Set<Id>();
  const own = (id: Id, where: string): void => {
    if (seen.has(id)) say(`${where} has the id ${id} of something else.`);
    seen.add(id);
  };
  const tables = new Map(schema.tables.map((table) => [table.id, table]));
  const enums = new Set(schema.enums.map((type) => type.id));

  for (const [i, type] of schema.enums.entries()) own(type.id, `enums[${i}]`);
  for (const [i, object] of schema.objects.entries()) {
    own(object.id, `objects[${i}]`);
    if (object.tableId !== undefined && !tables.has(object.tableId)) say(`objects[${i}].tableId names no table: ${object.tableId}.`);
  }
  for (const [i, table] of schema.tables.entries()) {
    const where = `tables[${i}]`;
    own(table.id, where);
    const columns = columnIds(table);
    const inTable = (ids: readonly Id[], at: string, of: ReadonlySet<Id> = columns): void => {
      for (const id of ids) if (!of.has(id)) say(`${at} names no column of its table: ${id}.`);
    };
    for (const [j, column] of table.columns.entries()) {
      own(column.id, `${where}.columns[${j}]`);
      const enumId = enumOf(column.type);
      if (enumId !== undefined && !enums.has(enumId)) say(`${where}.columns[${j}].type names no enum: ${enumId}.`);
    }
    const keys = [...(table.primaryKey === undefined ? [] : [{ key: table.primaryKey, at: `${where}.primaryKey` }]), ...table.uniques.map((key, j) => ({ key, at: `${where}.uniques[${j}]` }))];
    for (const { key, at } of keys) {
      own(key.id, at);
      if (key.columns.length === 0) say(`${at} has no columns.`);
      inTable([...key.columns, ...(key.include ?? [])], at);
    }
    for (const [j, check] of table.checks.entries()) own(check.id, `${where}.checks[${j}]`);
    for (const [j, index] of table.indexes.entries()) {
      own(index.id, `${where}.indexes[${j}]`);
      inTable([...index.parts.flatMap((part) => part.column ?? []), ...(index.include ?? [])], `${where}.indexes[${j}]`);
    }
    for (const [j, key] of table.foreignKeys.entries()) {
      const at = `${where}.foreignKeys[${j}]`;
      own(key.id, at);
      inTable(key.columns, at);
      const referenced = tables.get(key.referencedTable);
      if (referenced === undefined) say(`${at}.referencedTable names no table: ${key.referencedTable}.`);
      else inTable(key.referencedColumns, `${at}.referencedColumns`, columnIds(referenced));
      if (key.columns.length === 0 || key.columns.length !== key.referencedColumns.length) say(`${at} does not pair its columns.`);
    }
  }
  return problems;
}

function columnIds(table: Table): ReadonlySet<Id> {
  return new Set(table.columns.map((column) => column.id));
}

function enumOf(type: ColumnType): Id | undefined {
  return type.kind === "array" ? enumOf(type.of) : type.kind === "enum" ? type.enumId : undefined;
}
