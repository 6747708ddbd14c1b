import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { SandboxUnavailable } from "../../sandbox";

/** A server with DynamoDB's HTTP interface, in a namespace of its own: moto tells accounts apart by a header, DynamoDB Local by the access key. */
export interface Emulator {
  readonly name: string;
  /** The answer, or the refusal with the name of its exception. Throws when the server does not answer as one. */
  call(operation: string, input: JsonObject): Promise<{ readonly ok: true; readonly answer: JsonObject } | { readonly ok: false; readonly exception: string; readonly message: string }>;
}

/** `own`: nobody else's tables are seen; `common`: those of callers that name no account. */
export async function connectEmulator(url: string, namespace: "own" | "common" = "own"): Promise<Emulator> {
  const own = namespace === "common" ? undefined : newAccount();
  const call: Emulator["call"] = async (operation, input) => {
    let response: Response;
    try {
      response = await fetch(url, {
        method: "POST", body: JSON.stringify(input), signal: AbortSignal.timeout(20_000),
        headers: {
          "content-type": "application/x-amz-json-1.0", "x-amz-target": `DynamoDB_20120810.${operation}`, connection: "close",
          authorization: `AWS4-HMAC-SHA256 Credential=STRATA${own ?? ""}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
          ...(own === undefined ? {} : { "x-moto-account-id": own }),
        },
      });
    } catch (error) {
      throw new SandboxUnavailable(`No DynamoDB emulator answers at ${url}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (!isJsonObject(body)) throw new SandboxUnavailable(`${url} does not answer as DynamoDB does (status ${response.status})`);
    if (response.ok) return { ok: true, answer: body };
    const message = body["message"] ?? body["Message"];
    return { ok: false, exception: String(body["__type"] ?? "").replace(/^.*#/, ""), message: typeof message === "string" ? message : `status ${response.status}` };
  };
  const listed = await call("ListTables", {});
  if (!listed.ok) throw new SandboxUnavailable(`${url} refuses ListTables: ${listed.message}`);
  return { name: await isMoto(url) ? "moto" : "an emulator", call };
}

function newAccount(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte % 10).join("").replace(/^0/, "1");
}

async function isMoto(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL("/moto-api/data.json", url), { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

/** All items of a table, page by page. */
export async function allItems(emulator: Emulator, TableName: string): Promise<readonly JsonObject[]> {
  const items: JsonObject[] = [];
  let from: JsonValue | undefined;
  do {
    const page = await emulator.call("Scan", { TableName, ConsistentRead: true, ...(from === undefined ? {} : { ExclusiveStartKey: from }) });
    if (!page.ok) throw new Error(`Scan of ${TableName}: ${page.message}`);
    const { Items, LastEvaluatedKey } = page.answer;
    items.push(...(Array.isArray(Items) ? Items.filter(isJsonObject) : []));
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

/**
 * What DescribeTable and its like say of a table, without names, numbers and times of the emulator's own. Attribute definitions are left
 * out: moto keeps those of an index that is gone, and forgets others when one is added; so are streams, of which it allows one in a table's life. The account of the rules has them.
 */
export async function described(emulator: Emulator, TableName: string): Promise<JsonValue> {
  const [table, ttl, backups] = await Promise.all([emulator.call("DescribeTable", { TableName }), emulator.call("DescribeTimeToLive", { TableName }), emulator.call("DescribeContinuousBackups", { TableName })]);
  const found = table.ok && isJsonObject(table.answer["Table"]) ? table.answer["Table"] : {};
  const index = (value: JsonValue): JsonValue => (isJsonObject(value) ? { IndexName: value["IndexName"] ?? "", KeySchema: value["KeySchema"] ?? [], Projection: value["Projection"] ?? {} } : {});
  const sorted = (value: JsonValue | undefined, name: string): readonly JsonValue[] => (Array.isArray(value) ? value : []).toSorted((a, b) => (nameOf(a, name) < nameOf(b, name) ? -1 : 1));
  const billing = found["BillingModeSummary"];
  return {
    KeySchema: found["KeySchema"] ?? [], GlobalSecondaryIndexes: sorted(found["GlobalSecondaryIndexes"], "IndexName").map(index), LocalSecondaryIndexes: sorted(found["LocalSecondaryIndexes"], "IndexName").map(index),
    BillingMode: isJsonObject(billing) ? billing["BillingMode"] ?? "" : "", DeletionProtectionEnabled: found["DeletionProtectionEnabled"] ?? false,
    expiry: ttl.ok && isJsonObject(ttl.answer["TimeToLiveDescription"]) && ttl.answer["TimeToLiveDescription"]["TimeToLiveStatus"] === "ENABLED" ? ttl.answer["TimeToLiveDescription"]["AttributeName"] ?? "" : "",
    recovery: backups.ok ? backups.answer["ContinuousBackupsDescription"] === undefined ? {} : pointInTime(backups.answer["ContinuousBackupsDescription"]) : {},
  };
}

function pointInTime(description: JsonValue): JsonValue {
  const inner = isJsonObject(description) ? description["PointInTimeRecoveryDescription"] : undefined;
  return isJsonObject(inner) ? inner["PointInTimeRecoveryStatus"] ?? "" : "";
}

function nameOf(value: JsonValue, member: string): string {
  return isJsonObject(value) ? String(value[member]) : "";
}
