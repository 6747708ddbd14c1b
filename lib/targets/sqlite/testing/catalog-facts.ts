import type { CatalogQuery } from "../../target";

/** The text of a definition without what does not count: comments, white space, letter case, quotes around names. */
function plain(sql: unknown): string {
  return String(sql ?? "").replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ").replaceAll(/["`[\]]/g, "").replaceAll(/\s+/g, " ").replaceAll(/ ?([(),]) ?/g, "$1").trim().toLowerCase();
}

/** Checks and constraint names of a table's text, in an order of their own: ALTER adds at the end what a script has elsewhere. */
function clauses(sql: string): string {
  const open = sql.indexOf("(");
  const found: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < sql.length; at += 1) {
    const sign = sql[at];
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if ((sign === "," && depth === 1) || (sign === ")" && depth === 0)) {
      found.push(sql.slice(start, at));
      start = at + 1;
      if (depth === 0) break;
    }
  }
  const tokens = found.flatMap((clause) => [...clause.matchAll(/(?:constraint \S+ )?check\((?:[^()]|\([^()]*\))*\)|constraint \S+|(?<=[\s)])as\((?:[^()]|\([^()]*\))*\)|autoincrement|collate [a-z]+|on conflict [a-z]+|deferrable(?: initially deferred)?/g)].map(([text]) => text));
  return [...tokens.sort(), ...sql.slice(start).split(",").map((word) => word.trim()).sort()].join("; ");
}

/**
 * What SQLite says of everything in a database, a line per fact: the PRAGMAs for columns, keys and indexes, the stored text for
 * views, triggers and what no PRAGMA tells. Written apart from introspection. Column order is left out.
 */
export async function catalogFacts(query: CatalogQuery): Promise<readonly string[]> {
  const facts: string[] = [];
  const name = (text: unknown): string => `"${String(text).replaceAll('"', '""')}"`;
  const keyColumn = async (table: string, place: number): Promise<unknown> => (await query(`SELECT name FROM pragma_table_info(?) WHERE pk = ?`, [table, place + 1]))[0]?.["name"];
  for (const entry of await query("SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")) {
    if (entry["type"] !== "table") {
      facts.push(`${String(entry["type"])} ${String(entry["name"])} on ${String(entry["tbl_name"])}: ${plain(entry["sql"])}`);
      continue;
    }
    const table = String(entry["name"]);
    const [kind] = await query("SELECT type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?", [table]);
    if (kind?.["type"] === "shadow") continue;
    facts.push(`table ${table} ${String(kind?.["type"])} without rowid ${String(kind?.["wr"])} strict ${String(kind?.["strict"])} ${kind?.["type"] === "virtual" ? plain(entry["sql"]) : clauses(plain(entry["sql"]))}`);
    for (const column of await query(`PRAGMA main.table_xinfo(${name(table)})`)) {
      facts.push(`column ${table}.${String(column["name"])} ${String(column["type"]).toLowerCase()} not null ${String(column["notnull"])} default ${plain(column["dflt_value"])} key ${String(column["pk"])} hidden ${String(column["hidden"])}`);
    }
    const keys = new Map<string, string[]>();
    for (const key of await query(`PRAGMA main.foreign_key_list(${name(table)})`)) {
      const id = String(key["id"]);
      keys.set(id, [...(keys.get(id) ?? []), `${String(key["from"])} to ${String(key["table"])}.${key["to"] ?? await keyColumn(String(key["table"]), Number(key["seq"]))} ${String(key["on_delete"])} ${String(key["on_update"])} ${String(key["match"])}`]);
    }
    for (const parts of keys.values()) facts.push(`foreign key of ${table}: ${parts.join(", ")}`);
    for (const index of await query(`PRAGMA main.index_list(${name(table)})`)) {
      const parts = await query(`PRAGMA main.index_xinfo(${name(index["name"])})`);
      const own = index["origin"] === "c" ? String(index["name"]) : `(${String(index["origin"])})`;
      facts.push(`index ${own} of ${table} unique ${String(index["unique"])} partial ${String(index["partial"])} ${parts.filter((part) => part["key"] === 1).map((part) => `${String(part["name"])} ${String(part["desc"])} ${String(part["coll"])}`).join(", ")}`);
    }
  }
  return facts.sort();
}
