import { randomBytes } from "node:crypto";
import pg from "pg";
import { isJsonObject, type JsonValue } from "../../../model";
import type { CommandOutcome, NativeSandbox } from "../native-sandbox";
import { withoutAnnotations } from "./annotations";
import { MongoChecker } from "./checker";

/** What DocumentDB says of features it lacks and MongoDB has. */
const unsupported = /not (?:currently |yet )?supported|supported yet|cannot be used within this specific context/i;

/**
 * DocumentDB, an engine with MongoDB's semantics in PostgreSQL (not mongod), behind the documented rules: a command passes when both take it.
 * Every sandbox has a database of its own, dropped at the end. Throws when the server is out of reach or has no DocumentDB.
 */
export async function openDocumentDb(url: string): Promise<NativeSandbox> {
  const client = new pg.Client({ connectionString: url, application_name: "strata-sandbox" });
  await client.connect();
  try {
    await client.query("SET documentdb_core.bsonUseEJson = on");
    await client.query("SET documentdb.enableSchemaValidation = on");
    const { rows } = await client.query<{ documentdb: string; postgres: string }>("SELECT documentdb_api.binary_version() AS documentdb, current_setting('server_version') AS postgres");
    const [version] = rows;
    return new DocumentDb(client, `strata_sandbox_${randomBytes(8).toString("hex")}`, `DocumentDB ${version?.documentdb ?? ""} (PostgreSQL ${version?.postgres.split(" ")[0] ?? ""}) behind the documented rules of MongoDB`);
  } catch (error) {
    await client.end();
    throw error;
  }
}

class DocumentDb implements NativeSandbox {
  readonly fidelity = "compatible engine";
  private readonly rules = new MongoChecker();
  /** Collections the engine has no counterpart of. */
  private beyond = new Set<string>();
  constructor(private readonly client: pg.Client, private readonly database: string, readonly engine: string) {}

  async run(command: string): Promise<CommandOutcome> {
    const checked = await this.rules.run(command);
    if (!checked.ok) return checked;
    const document: JsonValue = JSON.parse(command);
    if (!isJsonObject(document)) return { ok: false, message: "A command is an object" };
    const [[verb, subject] = ["", ""]] = Object.entries(document);
    const name = String(subject);
    if (document["timeseries"] !== undefined && verb === "create") this.beyond.add(name);
    const mentioned = [...this.beyond].find((series) => series === name || command.includes(`"$out":${JSON.stringify(series)}`));
    if (mentioned !== undefined) {
      if (verb === "drop") this.beyond.delete(name);
      return { ok: true, note: `time series collections on the engine (DocumentDB has none): ${mentioned}` };
    }
    const rest: JsonValue = document;
    try {
      const answer = await this.call(verb, name, verb === "renameCollection" ? String(document["to"]) : JSON.stringify(withoutAnnotations(rest)));
      const refusal = refusalIn(answer);
      return refusal === undefined ? { ok: true } : unsupported.test(refusal) ? { ok: true, note: `a ${verb} that DocumentDB does not know: ${refusal}` } : { ok: false, message: refusal };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return unsupported.test(message) ? { ok: true, note: `a ${verb} that DocumentDB does not know: ${message}` } : { ok: false, message };
    }
  }

  private async call(verb: string, name: string, argument: string): Promise<unknown> {
    const ask = async (sql: string, ...parameters: string[]): Promise<unknown> => {
      const { rows } = await this.client.query<Record<string, unknown>>(sql, [this.database, ...parameters]);
      return rows[0];
    };
    switch (verb) {
      case "create": return ask("SELECT documentdb_api.create_collection_view($1, $2::documentdb_core.bson) AS answer", argument);
      case "drop": return ask("SELECT documentdb_api.drop_collection($1, $2) AS answer", name);
      case "renameCollection": return ask("SELECT documentdb_api.rename_collection($1, $2, $3) AS answer", name, argument);
      case "collMod": return ask("SELECT documentdb_api.coll_mod($1, $2, $3::documentdb_core.bson) AS answer", name, argument);
      case "createIndexes": return ask("SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2::documentdb_core.bson, true) AS answer", argument);
      case "dropIndexes": return ask("CALL documentdb_api.drop_indexes($1, $2::documentdb_core.bson)", argument);
      case "insert": return ask("SELECT (documentdb_api.insert($1, $2::documentdb_core.bson)).p_result AS answer", argument);
      case "update": return ask("SELECT (documentdb_api.update($1, $2::documentdb_core.bson)).p_result AS answer", argument);
      case "delete": return ask("SELECT (documentdb_api.delete($1, $2::documentdb_core.bson)).p_result AS answer", argument);
      case "aggregate": return ask("SELECT cursorpage AS answer FROM documentdb_api.aggregate_cursor_first_page($1, $2::documentdb_core.bson)", argument);
      default: return ask("SELECT $1 AS answer");
    }
  }

  private async page(functionName: string, specification: object): Promise<readonly JsonValue[]> {
    const { rows } = await this.client.query<{ page: string }>(`SELECT cursorpage AS page FROM documentdb_api.${functionName}($1, $2::documentdb_core.bson)`, [this.database, JSON.stringify(specification)]);
    const answer: JsonValue = JSON.parse(rows[0]?.page ?? "{}");
    const cursor = isJsonObject(answer) ? answer["cursor"] : undefined;
    const batch = isJsonObject(cursor) ? cursor["firstBatch"] : undefined;
    return Array.isArray(batch) ? batch : [];
  }

  private async names(): Promise<readonly string[]> {
    const listed = await this.page("list_collections_cursor_first_page", { listCollections: 1, cursor: { batchSize: 10_000 } });
    return listed.flatMap((entry) => (isJsonObject(entry) && typeof entry["name"] === "string" ? [entry["name"]] : [])).toSorted();
  }

  async catalog(): Promise<JsonValue> {
    const listed = await this.page("list_collections_cursor_first_page", { listCollections: 1, cursor: { batchSize: 10_000 } });
    const engine: [string, JsonValue][] = [];
    for (const entry of listed) {
      if (!isJsonObject(entry) || typeof entry["name"] !== "string") continue;
      const indexes = await this.page("list_indexes_cursor_first_page", { listIndexes: entry["name"], cursor: { batchSize: 1000 } });
      engine.push([entry["name"], { options: entry["options"] ?? {}, indexes: indexes.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }]);
    }
    return { rules: await this.rules.catalog(), engine: Object.fromEntries(engine) };
  }

  async contents(): Promise<JsonValue> {
    const found: [string, JsonValue][] = [];
    for (const name of await this.names()) {
      const documents = await this.page("find_cursor_first_page", { find: name, filter: {}, batchSize: 10_000 });
      if (documents.length > 0) found.push([name, documents.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))]);
    }
    return Object.fromEntries(found);
  }

  async reset(): Promise<void> {
    this.beyond = new Set();
    await this.rules.reset();
    await this.client.query("SELECT documentdb_api.drop_database($1)", [this.database]);
  }

  async close(): Promise<void> {
    try {
      await this.reset();
    } finally {
      await this.client.end();
    }
  }
}

/** Refused writes are no errors of SQL: they stand in the answer. */
function refusalIn(row: unknown): string | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  for (const text of Object.values(row)) {
    if (typeof text !== "string" || !text.trimStart().startsWith("{")) continue;
    const answer: JsonValue = JSON.parse(text);
    if (!isJsonObject(answer)) continue;
    const { writeErrors } = answer;
    const [first] = Array.isArray(writeErrors) ? writeErrors : [];
    if (isJsonObject(first)) return String(first["errmsg"] ?? "Refused");
    if (typeof answer["errmsg"] === "string") return answer["errmsg"];
  }
  return undefined;
}
