import { counted, writes, type AccessPattern, type Id } from "../../model";
import type { NativeInput, PatternPlan } from "../native";
import type { Built } from "./build";
import { printCommand } from "./command-line";
import { sameSet } from "./lookups";
import type { Entity, Lookup, RedisModel } from "./model";
import { identity } from "../native/table-keys";
import { type Need } from "./needs";
import { joined, putWords, rowKey, sampleRow } from "./samples";
import { queryWord } from "./search";

/** How each pattern is served, command by command. */
export function plansOf(built: Built, model: RedisModel, input: NativeInput): readonly PatternPlan[] {
  return input.patterns.map((pattern) => ({ pattern: pattern.id, ...planned(pattern, built, model, input) }));
}

type Plan = Omit<PatternPlan, "pattern">;

function planned(pattern: AccessPattern, built: Built, model: RedisModel, input: NativeInput): Plan {
  if (pattern.operation === "search") return searched(pattern, model);
  if (pattern.adHoc === true) return { problem: "Redis answers what its keys were made for. What makes it possible: a copy of the rows in a database that is asked by SQL" };
  if (pattern.operation === "subscribe") return followed(pattern, model);
  if (pattern.operation === "traverse" && pattern.hops !== 1) return { problem: `Each step is one command for every row of the step before (${pattern.hops === undefined || pattern.hops === "unbounded" ? "without an end" : `${pattern.hops} steps`}). What makes it possible: a set per row that holds the result, kept by the functions that write, or a graph database beside it` };
  const asking = built.asking.get(pattern.id);
  if (asking?.stuck !== undefined) return { problem: `${asking.stuck}: Redis has no joins, so rows must hold each other's ids` };
  if (writes(pattern)) return written(pattern, asking?.needs ?? [], model, input);
  const lines: string[] = [];
  const by: string[] = [];
  const costs: string[] = [];
  const notes: string[] = [];
  for (const need of asking?.needs ?? []) {
    const read = readOf(need, model, need.table.id === pattern.tableId);
    if ("problem" in read) return read;
    lines.push(...read.lines);
    by.push(read.by);
    costs.push(read.cost);
    if (read.note !== undefined) notes.push(read.note);
  }
  return { call: lines.join("\n"), by: [...new Set(by)].join(", then "), cost: costs.join("; "), ...(notes.length === 0 ? {} : { problem: notes.join(" ") }) };
}

function readOf(need: Need, model: RedisModel, main: boolean): { readonly lines: readonly string[]; readonly by: string; readonly cost: string; readonly note?: string } | { readonly problem: string } {
  const entity = model.entities.find(({ id }) => id === need.table.id);
  if (entity === undefined) return { problem: `${need.table.name} lies nowhere` };
  const row = sampleRow(model, entity, 1);
  const field = (id: Id): string => entity.fields.find((each) => each.id === id)?.name ?? id;
  const whole = entity.structure === "json" ? ["JSON.GET"] : ["HGETALL"];
  const fetch = printCommand([...whole, rowKey(entity, row)]);
  if (entity.structure === "stream") {
    if (!sameSet(need.equality.map(field), entity.key)) return { problem: `The stream is chosen by ${entity.key.join(", ")}; other values would have to be looked for in all streams. What makes it possible: another structure for ${entity.name}` };
    const from = need.ranged ? row.get(entity.time ?? "") ?? "-" : "-";
    const items = need.pattern.items;
    return {
      lines: [printCommand(need.descending ? ["XREVRANGE", rowKey(entity, row), "+", from, ...count(items)] : ["XRANGE", rowKey(entity, row), from, "+", ...count(items)])], by: `stream ${entity.prefix}*`,
      cost: `O(log n) to find the time, then ${items === undefined ? "each entry" : counted(items, "entry").replace(/entrys$/, "entries")}${need.pattern.operation === "aggregate" ? ", added up by the application" : ""}`,
    };
  }
  const own = identity(need.table);
  if (entity.structure !== "link" && sameSet(need.equality, own) && need.order === undefined) return { lines: [fetch], by: `key ${entity.prefix}{${entity.key.join("}:{")}}`, cost: `O(${entity.fields.length}), one round trip` };
  const lookup = find(entity, need, field);
  if (lookup === undefined) {
    return { problem: need.equality.length === 0 && need.order === undefined ? `It asks for all rows of ${entity.name}, which only a SCAN of the whole key space finds. What makes it possible: an order to list them by, as a sorted set` : `No key leads from ${need.equality.map(field).join(", ") || "nothing"} to rows of ${entity.name}: ${entity.structure === "link" ? "only its two ends do. What makes it possible: a hash per row" : "lists and documents are no part of keys. What makes it possible: a search index, or a table of the members"}` };
  }
  const key = `${lookup.key}${joined(lookup.by, row)}`;
  if (lookup.kind === "unique") return { lines: [printCommand(["GET", key]), fetch], by: `key ${lookup.key}*, then ${entity.prefix}*`, cost: "O(1) twice, two round trips" };
  const items = main ? need.pattern.items : undefined;
  const ask = members(lookup, key, need, row, entity, items);
  const rows = lookup.member === undefined ? [fetch] : [];
  const bounded = items === undefined ? "m" : `${items}`;
  return {
    lines: [printCommand(ask), ...rows], by: `${lookup.kind === "set" ? "set" : "sorted set"} ${lookup.key}*${rows.length === 0 ? "" : `, then ${entity.prefix}* for each id in one pipeline`}`,
    cost: `${lookup.kind === "set" ? `O(${bounded})` : `O(log n + ${bounded})`}${rows.length === 0 ? "" : `, then ${bounded} x O(${entity.fields.length}) in one round trip`}${need.pattern.operation === "aggregate" ? ", added up by the application" : ""}`,
    ...(need.later === undefined && entity.expiry === undefined ? {} : { note: [need.later === undefined ? "" : `The rest of the order is made by the caller: ${need.later}.`, entity.expiry !== undefined && lookup.order !== entity.expiry.field ? "Ids whose row has expired are still in it until they are written again: rows that come back empty are left out." : ""].join(" ").trim() }),
  };
}

/** The lookup that answers: all its fields are given, and its order is the one that is asked for. */
function find(entity: Entity, need: Need, field: (id: Id) => string): Lookup | undefined {
  const by = need.equality.map(field);
  const order = need.order === undefined ? undefined : field(need.order);
  return entity.lookups.find((lookup) => sameSet(lookup.by, by) && (lookup.kind === "unique" ? order === undefined : order === undefined || lookup.order === order));
}

function members(lookup: Lookup, key: string, need: Need, row: ReadonlyMap<string, string>, entity: Entity, items: number | undefined): readonly string[] {
  if (lookup.kind === "set") return items === undefined ? ["SMEMBERS", key] : ["SSCAN", key, "0", "COUNT", `${items}`];
  const value = lookup.order === undefined ? undefined : row.get(lookup.order);
  const limit = items === undefined ? [] : ["LIMIT", "0", `${items}`];
  if (lookup.kind === "lexical") return need.ranged ? need.descending ? ["ZRANGE", key, "+", `[${value ?? ""}`, "BYLEX", "REV", ...limit] : ["ZRANGE", key, `[${value ?? ""}`, "+", "BYLEX", ...limit] : need.descending ? ["ZRANGE", key, "+", "-", "BYLEX", "REV", ...limit] : ["ZRANGE", key, "-", "+", "BYLEX", ...limit];
  const from = need.ranged || (entity.expiry !== undefined && lookup.order === entity.expiry.field) ? lookup.digits === true ? (value ?? "").replaceAll("-", "") : value ?? "-inf" : "-inf";
  return need.descending ? ["ZRANGE", key, "+inf", from, "BYSCORE", "REV", ...limit] : ["ZRANGE", key, from, "+inf", "BYSCORE", ...limit];
}

function count(items: number | undefined): readonly string[] {
  return items === undefined ? [] : ["COUNT", `${items}`];
}

function searched(pattern: AccessPattern, model: RedisModel): Plan {
  const search = model.searches.find(({ entity }) => entity === pattern.tableId);
  const text = search?.fields.find(({ type }) => type === "TEXT");
  if (search === undefined || text === undefined) return { problem: "Keys cannot be searched by words. What makes it possible: Redis 8, or the Search module, with a search index of the entity" };
  const word = pattern.text === "typo" ? "%word%" : pattern.text === "prefix" ? "word*" : "word";
  const tag = search.fields.find(({ type, field }) => type === "TAG" && model.entities.find(({ id }) => id === search.entity)?.fields.some(({ id, name }) => name === field && pattern.equality?.includes(id) === true));
  return {
    call: printCommand(["FT.SEARCH", search.alias, `@${queryWord(text.field)}:(${word})${tag === undefined ? "" : ` @${queryWord(tag.field)}:{value}`}`, "LIMIT", "0", `${pattern.items ?? 10}`, "DIALECT", "2"]),
    by: `search index ${search.alias}`, cost: `O(words that match)${pattern.text === "typo" ? "; one letter may differ (%word%), each more doubles the work" : ""}`,
  };
}

function followed(pattern: AccessPattern, model: RedisModel): Plan {
  const entity = model.entities.find(({ id }) => id === pattern.tableId);
  if (entity?.structure === "stream") return { call: printCommand(["XREAD", "BLOCK", "5000", "STREAMS", `${entity.prefix}${entity.key.length === 0 ? "" : "value"}`, "$"]), by: `stream ${entity.prefix}*`, cost: "O(new entries)" };
  return { problem: "Keyspace notifications tell which key changed, not what changed, and only to who listens at that moment. What makes it possible: a stream that the writing function appends to" };
}

function written(pattern: AccessPattern, needs: readonly Need[], model: RedisModel, input: NativeInput): Plan {
  const tables = [pattern.tableId, ...(pattern.atomicWith ?? [])].flatMap((id) => model.entities.filter((entity) => entity.id === id));
  const [first] = tables;
  if (first === undefined) return { problem: "The pattern names no table of the design" };
  const before: string[] = [];
  const table = input.schema.tables.find(({ id }) => id === first.id);
  const named = table === undefined ? [] : identity(table);
  for (const need of needs) {
    if (need.table.id === first.id && sameSet(need.equality, named)) continue;
    const read = readOf(need, model, true);
    if ("problem" in read) return read;
    before.push(...read.lines);
  }
  const call = (entity: Entity): string => {
    const row = sampleRow(model, entity, 1);
    return pattern.operation === "delete" && entity === first ? printCommand(["FCALL", `delete_${entity.call}`, "1", rowKey(entity, row), ...(entity.structure === "link" ? [...row].flat() : [])]) : printCommand(putWords(entity, row));
  };
  const together = tables.length > 1;
  const keys = tables.reduce((sum, { lookups }) => sum + 1 + lookups.length, 0);
  return {
    call: [...before, ...(together ? ["MULTI"] : []), ...tables.map(call), ...(together ? ["EXEC"] : [])].join("\n"), by: tables.map((entity) => `function ${pattern.operation === "delete" && entity === first ? "delete" : "put"}_${entity.call}`).join(", "),
    cost: `O(log n) for each of ${counted(keys, "key")}, one round trip`,
    ...(together ? { problem: "MULTI runs all commands with nothing in between, but takes none back when one fails: look at every answer of EXEC. In a cluster all their keys must lie in one slot." } : {}),
  };
}
