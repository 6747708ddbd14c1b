import { canonicalJson, type JsonObject, type JsonValue } from "../../../model";
import type { FieldType, Point } from "./line-protocol";
import { refuse } from "./refusal";

export interface HeldTable {
  retention: string | undefined;
  /** In the order in which they came; tags keep theirs for good. */
  readonly tags: string[];
  readonly fields: Map<string, FieldType>;
  readonly points: Map<string, { readonly tags: ReadonlyMap<string, string>; readonly time: string; readonly fields: Map<string, JsonValue> }>;
}

export interface HeldDatabase {
  retention: string | undefined;
  readonly tables: Map<string, HeldTable>;
}

/** Whether tables are declared (3.x) or come with what is written, without a place in the catalog (2.x). */
export class Store {
  readonly databases = new Map<string, HeldDatabase>();
  readonly tasks = new Map<string, string>();

  constructor(private readonly declared: boolean) {}

  database(name: string): HeldDatabase {
    return this.databases.get(name) ?? refuse(`${this.declared ? "database" : "bucket"} not found: ${name}`);
  }

  table(database: string, name: string): HeldTable {
    return this.database(database).tables.get(name) ?? refuse(`table not found: ${name} in ${database}`);
  }

  write(database: string, point: Point): void {
    const { tables } = this.database(database);
    const table: HeldTable = tables.get(point.table) ?? { retention: undefined, tags: [], fields: new Map<string, FieldType>(), points: new Map() };
    for (const name of point.tags.keys()) if (table.fields.has(name)) refuse(`invalid column type for column '${name}', expected field, got tag`);
    for (const [name, { type }] of point.fields) {
      const known = table.fields.get(name);
      if (table.tags.includes(name)) refuse(`invalid column type for column '${name}', expected tag, got field`);
      if (known !== undefined && known !== type) refuse(`field type conflict: input field "${name}" on measurement "${point.table}" is type ${type}, already exists as type ${known}`);
    }
    tables.set(point.table, table);
    for (const name of point.tags.keys()) if (!table.tags.includes(name)) table.tags.push(name);
    for (const [name, { type }] of point.fields) table.fields.set(name, type);
    const key = canonicalJson([Object.fromEntries(point.tags), point.time]);
    const held = table.points.get(key) ?? { tags: point.tags, time: point.time, fields: new Map<string, JsonValue>() };
    for (const [name, { value }] of point.fields) held.fields.set(name, value);
    table.points.set(key, held);
  }

  catalog(): JsonObject {
    return {
      databases: Object.fromEntries([...this.databases].map(([name, { retention, tables }]) => [name, {
        retention: retention ?? "none", ...(this.declared ? { tables: Object.fromEntries([...tables].map(([table, held]) => [table, { retention: held.retention ?? "none", tags: [...held.tags], fields: Object.fromEntries(held.fields) }])) } : {}),
      }])),
      tasks: Object.fromEntries(this.tasks),
    };
  }

  contents(): JsonObject {
    return Object.fromEntries([...this.databases].map(([name, { tables }]) => [name, Object.fromEntries([...tables].flatMap(([table, { points }]) => (points.size === 0 ? [] : [[table, Object.fromEntries([...points].map(([key, { fields }]) => [key, Object.fromEntries(fields)]))]])))]));
  }
}
