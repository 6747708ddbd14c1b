import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import type { Cluster, HeldIndex } from "./cluster";
import { checkMappings, mergeMappings } from "./mapping";
import { applyParts, readParts } from "./script";
import { refuse } from "./refusal";
import { analyzersOf, checkPolicy, checkSettings, flatSettings } from "./settings";

/** Carries out one request; a refusal is thrown. The answer says what was not looked at. */
export function perform(cluster: Cluster, method: string, fullPath: string, body: JsonValue | undefined): string | undefined {
  const [path = "", query = ""] = fullPath.split("?");
  const parameters = new URLSearchParams(query);
  const parts = path.split("/").slice(1).map((part) => decodeURIComponent(part));
  const [first = "", second = "", third = ""] = parts;
  const route = `${method} ${parts.map((part, i) => (part.startsWith("_") && i < 2 ? part : "*")).join("/")}`;
  switch (route) {
    case "PUT _index_template/*": cluster.putTemplate(second, body); return undefined;
    case "DELETE _index_template/*": cluster.deleteTemplate(second); return undefined;
    case "PUT _ilm/*/*": cluster.policies.set(third, checkPolicy(body)); return undefined;
    case "DELETE _ilm/*/*": deletePolicy(cluster, third); return undefined;
    case "PUT _data_stream/*": cluster.create(second, {}, true); return undefined;
    case "DELETE _data_stream/*": {
      if (cluster.indexes.get(second)?.stream !== true) refuse(`data_stream matching [${second}] not found`);
      cluster.indexes.delete(second);
      return undefined;
    }
    case "POST _aliases": changeAliases(cluster, body); return undefined;
    case "POST _reindex": return reindex(cluster, body);
    case "PUT *": cluster.create(first, isJsonObject(body) ? body : {}, false); return undefined;
    case "DELETE *": deleteIndex(cluster, first); return undefined;
    case "PUT */_mapping": {
      for (const index of every(cluster, first)) {
        if (!isJsonObject(body)) return refuse("request body is required");
        const merged = mergeMappings(index.mappings, body);
        checkMappings(merged, { analyzers: analyzersOf(index.settings), nestedFields: 1000, note: (text) => cluster.notes.add(text) });
        index.mappings = merged;
      }
      return undefined;
    }
    case "PUT */_settings": {
      const settings = flatSettings(isJsonObject(body) ? body : refuse("request body is required"));
      checkSettings(settings, true);
      for (const index of every(cluster, first)) for (const [name, value] of settings) {
        if (value === null) index.settings.delete(name);
        else index.settings.set(name, value);
      }
      return undefined;
    }
    case "POST */_doc": cluster.write(cluster.writeTo(first), undefined, body, true); return undefined;
    case "PUT */_doc/*": case "POST */_doc/*": cluster.write(cluster.writeTo(first), third, body, parameters.get("op_type") === "create"); return undefined;
    case "PUT */_create/*": case "POST */_create/*": cluster.write(cluster.writeTo(first), third, body, true); return undefined;
    case "POST */_delete_by_query": for (const index of every(cluster, first)) { needsAll(body); index.documents.clear(); } return undefined;
    case "POST */_update_by_query": return updateByQuery(cluster, first, body);
    case "POST */_refresh": every(cluster, first); return undefined;
    default: return refuse(`no handler is known here for [${method}] and path [${path}]`);
  }
}

function every(cluster: Cluster, name: string): readonly HeldIndex[] {
  const direct = cluster.indexes.get(name);
  if (direct !== undefined) return [direct];
  const held = cluster.holders(name).flatMap((holder) => cluster.indexes.get(holder) ?? []);
  return held.length === 0 ? refuse(`no such index [${name}]`) : held;
}

function deleteIndex(cluster: Cluster, name: string): void {
  if (/[*?]/.test(name) || name === "_all") refuse("Wildcard expressions or all indices are not allowed");
  if (cluster.holders(name).length > 0) refuse(`The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`);
  const index = cluster.indexes.get(name);
  if (index === undefined) return refuse(`no such index [${name}]`);
  if (index.stream) refuse(`The provided expression [${name}] matches a data stream, use the delete data stream API instead.`);
  cluster.indexes.delete(name);
}

function deletePolicy(cluster: Cluster, name: string): void {
  if (!cluster.policies.has(name)) refuse(`Lifecycle policy not found: ${name}`);
  const used = [...cluster.indexes].filter(([, { settings }]) => settings.get("index.lifecycle.name") === name).map(([index]) => index);
  if (used.length > 0) refuse(`Cannot delete policy [${name}]. It is in use by one or more indices: ${used.join(", ")}`);
  cluster.policies.delete(name);
}

/** All actions or none: worked out on a copy of the aliases, as the engine changes its state in one step. */
function changeAliases(cluster: Cluster, body: JsonValue | undefined): void {
  const actions = isJsonObject(body) ? body["actions"] : undefined;
  if (!Array.isArray(actions) || actions.length === 0) return refuse("Validation Failed: 1: Must specify at least one alias action;");
  const before = new Map([...cluster.indexes].map(([name, { aliases }]) => [name, new Map(aliases)]));
  const kept = new Map(cluster.indexes);
  try {
    const adds: (() => void)[] = [];
    for (const action of actions) {
      const [kind = "", options] = isJsonObject(action) ? Object.entries(action)[0] ?? [] : [];
      if (!isJsonObject(options)) return refuse("an action is empty");
      const [index, alias] = [String(options["index"]), String(options["alias"])];
      for (const key of Object.keys(options)) if (!["index", "indices", "alias", "aliases", "filter", "routing", "index_routing", "search_routing", "is_write_index", "is_hidden", "must_exist"].includes(key)) refuse(`[${kind}] unknown field [${key}]`);
      if (kind === "add") adds.push(() => cluster.addAlias(index, alias, options["is_write_index"] === true));
      else if (kind === "remove") {
        if (!cluster.indexes.has(index)) refuse(`no such index [${index}]`);
        if (cluster.indexes.get(index)?.aliases.delete(alias) !== true && options["must_exist"] === true) refuse(`required alias [${alias}] does not exist`);
      } else if (kind === "remove_index") deleteIndex(cluster, index);
      else refuse(`unknown alias action [${kind}]`);
    }
    for (const add of adds) add();
  } catch (error) {
    cluster.indexes.clear();
    for (const [name, index] of kept) cluster.indexes.set(name, index);
    for (const [name, aliases] of before) {
      const index = cluster.indexes.get(name);
      index?.aliases.clear();
      for (const [alias, write] of aliases) index?.aliases.set(alias, write);
    }
    throw error;
  }
}

function reindex(cluster: Cluster, body: JsonValue | undefined): string | undefined {
  const source = isJsonObject(body) ? body["source"] : undefined;
  const dest = isJsonObject(body) ? body["dest"] : undefined;
  if (!isJsonObject(body) || !isJsonObject(source) || !isJsonObject(dest)) return refuse("Validation Failed: 1: use _all if you really want to copy from all existing indexes;");
  const from = every(cluster, String(source["index"]));
  const to = cluster.writeTo(String(dest["index"]));
  if (from.includes(to)) refuse(`reindex cannot write into an index its reading from [${String(dest["index"])}]`);
  const create = dest["op_type"] === "create";
  if (to.stream && !create) refuse("only write ops with an op_type of create are allowed in data streams");
  const { parts, note } = readParts(body["script"]);
  for (const index of from) {
    for (const [id, document] of index.documents) {
      if (create && to.documents.has(id)) {
        if (body["conflicts"] === "proceed") continue;
        refuse(`[${id}]: version conflict, document already exists`);
      }
      cluster.write(to, id, applyParts(document, parts), create);
    }
    // Numbers that the engine gave go on behind those that were copied.
    to.added = Math.max(to.added, index.added);
  }
  return note;
}

function updateByQuery(cluster: Cluster, name: string, body: JsonValue | undefined): string | undefined {
  const { parts, note } = readParts(isJsonObject(body) ? body["script"] : undefined);
  const lacking = lackingFields(isJsonObject(body) ? body["query"] : undefined);
  for (const index of every(cluster, name)) {
    for (const [id, document] of [...index.documents]) {
      if (lacking !== undefined && !lacking.some((field) => document[field] === undefined || document[field] === null || (Array.isArray(document[field]) && document[field].length === 0))) continue;
      const changed = applyParts(document, parts);
      index.documents.delete(id);
      cluster.write(index, id, changed, index.stream);
    }
  }
  return note;
}

/** The two queries that commands of ours have: all documents (undefined), and those that lack one of some fields. */
function lackingFields(query: JsonValue | undefined): readonly string[] | undefined {
  if (query === undefined || (isJsonObject(query) && query["match_all"] !== undefined)) return undefined;
  const should = isJsonObject(query) && isJsonObject(query["bool"]) ? query["bool"]["should"] : undefined;
  if (!Array.isArray(should)) return refuse("this query is not known here");
  return should.map((clause) => {
    const inner = isJsonObject(clause) && isJsonObject(clause["bool"]) && isJsonObject(clause["bool"]["must_not"]) ? clause["bool"]["must_not"]["exists"] : undefined;
    return isJsonObject(inner) && typeof inner["field"] === "string" ? inner["field"] : refuse("this query is not known here");
  });
}

function needsAll(body: JsonValue | undefined): void {
  const query: JsonObject | undefined = isJsonObject(body) && isJsonObject(body["query"]) ? body["query"] : undefined;
  if (query === undefined) refuse("Validation Failed: 1: query is missing;");
  else if (query["match_all"] === undefined) refuse("this query is not known here");
}
