import type { Table } from "../../model";
import { choose, type MappingDecision, type NativeInput } from "../native";
import type { Entity, RedisModel, Search, SearchField } from "./model";
import { fieldKind } from "./values";

/** Search indexes of the entities that are searched by words, each behind an alias. */
export function searchesOf(entities: readonly Entity[], input: NativeInput, released: RedisModel | undefined): { readonly searches: readonly Search[]; readonly decisions: readonly MappingDecision[] } {
  const decisions: MappingDecision[] = [];
  const searches = input.schema.tables.flatMap((table): Search[] => {
    const entity = entities.find(({ id }) => id === table.id);
    const asked = input.patterns.filter(({ operation, tableId }) => operation === "search" && tableId === table.id);
    if (entity === undefined || (entity.structure !== "hash" && entity.structure !== "json") || asked.length === 0) return [];
    const builtIn = input.version !== "7.2";
    const before = released?.searches.find(({ id }) => id === `${table.id}#search`);
    const { chosen, decision } = choose({
      about: table.id, table: table.id, choice: "search", label: `Search index of ${table.name}`, proposed: builtIn || before !== undefined ? "index" : "none",
      reason: builtIn ? `${asked.map(({ name }) => name).join(", ")} looks for words, which keys cannot answer` : "Redis 7.2 has no search of its own; with Redis Stack or the Search module an index can be chosen",
      options: [{ id: "index", label: "An index", help: "FT.SEARCH; kept in step by Redis itself; takes memory beside the rows" }, { id: "none", label: "None", help: "Words cannot be searched" }],
    }, input.choices);
    decisions.push(decision);
    const fields = searchFields(table, entity, input);
    if (chosen === "none" || fields.length === 0) return [];
    const alias = `idx:${entity.prefix.replace(/[{}]/g, "").slice(0, -1)}`;
    const on = entity.structure === "json" ? "JSON" : "HASH";
    const same = before !== undefined && before.alias === alias && before.on === on && before.prefix === entity.prefix && JSON.stringify(before.fields) === JSON.stringify(fields);
    const generation = same ? before.generation : (before?.generation ?? 0) + 1;
    return [{ id: `${table.id}#search`, entity: table.id, alias, name: same ? before.name : `${alias}_v${generation}`, generation, on, prefix: entity.prefix, fields }];
  });
  return { searches, decisions };
}

/** Long texts by words, short ones and ids as they are, numbers and times by range. */
function searchFields(table: Table, entity: Entity, input: NativeInput): readonly SearchField[] {
  const compared = new Set(input.patterns.filter(({ tableId }) => tableId === table.id).flatMap(({ equality, scope }) => [...(equality ?? []), ...(scope === undefined ? [] : [scope])]));
  return table.columns.flatMap(({ id, name, type }): SearchField[] => {
    const kind = fieldKind(type);
    switch (kind) {
      case "number": case "moment": return [{ field: name, type: "NUMERIC", options: ["SORTABLE"] }];
      case "boolean": return [{ field: name, type: "TAG", options: [] }];
      case "list":
        if (type.kind === "vector") return [{ field: name, type: "VECTOR", options: ["HNSW", "6", "TYPE", "FLOAT32", "DIM", `${type.dimensions}`, "DISTANCE_METRIC", "COSINE"] }];
        return entity.structure === "json" ? [{ field: name, type: "TAG", options: [] }] : [];
      case "text": {
        const exact = type.kind === "uuid" || type.kind === "enum" || compared.has(id) || ((type.kind === "string" || type.kind === "char") && (type.length ?? 1000) <= 40);
        return exact ? [{ field: name, type: "TAG", options: [] }] : [{ field: name, type: "TEXT", options: type.kind === "string" && (type.length ?? 1000) <= 255 ? ["WEIGHT", "2"] : [] }];
      }
      default: return [];
    }
  });
}

/** The words of FT.CREATE. JSON fields are paths with a name. */
export function createWords({ name, on, prefix, fields }: Search): readonly string[] {
  return ["FT.CREATE", name, "ON", on, "PREFIX", "1", prefix, "SCHEMA", ...fields.flatMap(({ field, type, options }) => (on === "JSON" ? [path(field), "AS", field, type, ...options] : [field, type, ...options]))];
}

function path(field: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(field) ? `$.${field}` : `$[${JSON.stringify(field)}]`;
}

/** A word of a query, with what the query language would take for its own escaped. */
export function queryWord(text: string): string {
  return text.replace(/[^\p{L}\p{N}_]/gu, "\\$&");
}
