import { oneLine, type Diagnostic } from "../../model";
import type { NativeInput } from "../native/native";
import type { Roles } from "../native/graph-roles";
import type { DgraphModel } from "./model";

/** Bytes of a predicate's name: its key begins with a length of two bytes (x/keys.go, v25). */
const predicateBytes = 65_535;
/** Edges one query may walk unless --limit query-edge says otherwise (dgraph alpha, v25). */
const queryEdges = 1_000_000;
/** Bytes of a value from which exact and hash indexes are wasteful; a fulltext index reads the whole of it. */
const longText = 1000;

/** Limits that are near or passed, and what Dgraph does not keep. */
export function checkLimits(model: DgraphModel, { facts, roles }: Roles, input: NativeInput): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (severity: Diagnostic["severity"], code: string, message: string, objectId: string): void => { found.push({ code, severity, message, place: { objectId } }); };
  for (const type of model.types) {
    const table = facts.get(type.id)?.table;
    if (!type.fields.some(({ key }) => key)) add("warning", "dgraph-no-key", `${type.name} has no @id field: its nodes are found by what Dgraph numbers them, and imported twice they are there twice. Give ${type.table} a primary key.`, type.id);
    if (type.fields.length + type.edges.length === 0) add("error", "dgraph-empty-type", `${type.name} has no field: Dgraph wants at least one.`, type.id);
    for (const { predicate, id, search, unique, name } of type.fields) {
      if (byteLength(predicate) > predicateBytes) add("error", "dgraph-predicate-name", `The predicate of ${type.name}.${name} is longer than ${predicateBytes.toLocaleString("en")} bytes.`, id);
      const column = table?.columns.find((each) => each.id === id);
      const long = column?.type.kind === "text" || (column?.type.kind === "string" && (column.type.length ?? Infinity) > longText);
      if (long && !unique && (search.includes("exact") || search.includes("hash"))) add("info", "dgraph-long-index", `${type.name}.${name} may be long, and its ${search.includes("exact") ? "exact" : "hash"} index holds each value${search.includes("exact") ? " whole" : ""}: give the column a length.`, id);
    }
    for (const edge of type.edges) {
      const most = edge.back ? input.loads.get(edge.target)?.perParent : input.loads.get(edge.id)?.perParent;
      if (edge.list && (most ?? 0) > queryEdges / 2) add((most ?? 0) > queryEdges ? "error" : "warning", "dgraph-query-edges", `${type.name}.${edge.name} may have ${(most ?? 0).toLocaleString("en")} edges at one node, and a query walks at most ${queryEdges.toLocaleString("en")} (--limit query-edge): page through it, or split it.`, edge.id.replace(/ inverse$/, ""));
    }
  }
  for (const { table } of facts.values()) {
    if (roles.get(table.id) !== "node") continue;
    for (const { id, expression } of table.checks) add("warning", "dgraph-check-lost", `The check ${oneLine(expression)} of ${table.name} is the application's to keep: Dgraph has none.`, id);
    for (const key of table.foreignKeys.filter(({ onDelete }) => onDelete !== "no action" && onDelete !== "set null")) add("info", "dgraph-on-delete", `On delete ${key.onDelete} of ${table.name} is the application's: deleting a node leaves or clears the edges to it, and nothing else.`, key.id);
    if (input.loads.get(table.id)?.retentionDays !== undefined) add("info", "dgraph-no-expiry", `Dgraph lets nothing expire: a job of the application deletes ${table.name} after ${input.loads.get(table.id)?.retentionDays} days.`, table.id);
    const optional = table.indexes.filter(({ where, parts }) => where !== undefined || parts.some(({ column }) => column === undefined));
    for (const { id, name } of optional) add("info", "dgraph-index-lost", `Index ${oneLine(name)} is partial or of an expression; Dgraph indexes whole predicates, so it is left out.`, id);
  }
  for (const object of input.schema.objects) add("info", "dgraph-object-lost", `${object.kind} ${object.name} has no counterpart in Dgraph.`, object.id);
  return found;
}

/** Bytes of UTF-8, in browsers and in Node.js alike. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
