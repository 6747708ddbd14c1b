import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { filled } from "../../../targets/dynamodb/fill";
import { isJob, type Job } from "../../../targets/dynamodb/job";
import { serverAddress } from "../../servers";
import type { CommandOutcome, NativeSandbox, OpenNativeSandbox } from "../native-sandbox";
import { catalogOf, createTable, deleteTable, tableOf, updateContinuousBackups, updateTable, updateTimeToLive, type Tables } from "./account";
import { allItems, connectEmulator, described, type Emulator } from "./emulator";
import { checkedItem, condition, keyText, put, remove, transact } from "./item-rules";
import { checkBatchGet, checkGet, checkQuery } from "./query-rules";
import { invalid, object, Refusal } from "./refusal";

type Call = (tables: Tables, input: JsonObject) => void;

/** What DynamoDB itself would say to each call, as documented; those with `true` are sent to the emulator too. */
const calls: Readonly<Record<string, Call>> = {
  CreateTable: createTable, UpdateTable: updateTable, DeleteTable: deleteTable, UpdateTimeToLive: updateTimeToLive, UpdateContinuousBackups: updateContinuousBackups,
  DescribeTable: (tables, input) => void tableOf(tables, input),
  PutItem: put, DeleteItem: remove, TransactWriteItems: transact, Query: checkQuery, GetItem: checkGet, BatchGetItem: checkBatchGet,
  UpdateItem: (tables, input) => condition(tableOf(tables, input), keyText(tableOf(tables, input), object(input["Key"], "Key"), true), input),
};

/** Runs API calls against the documented rules of DynamoDB, and on an emulator where STRATA_DYNAMODB_URL names one. */
export const openDynamodb: OpenNativeSandbox = async () => {
  const url = serverAddress("dynamodb");
  return new DynamodbSandbox(url === undefined ? undefined : await connectEmulator(url));
};

class DynamodbSandbox implements NativeSandbox {
  private readonly tables: Tables = new Map();
  readonly engine: string;
  readonly fidelity: "emulator" | "grammar";
  readonly missing?: string;

  constructor(private readonly emulator: Emulator | undefined) {
    this.engine = emulator === undefined ? "Documented rules of DynamoDB" : `Documented rules of DynamoDB and ${emulator.name}`;
    this.fidelity = emulator === undefined ? "grammar" : "emulator";
    if (emulator === undefined) this.missing = "The calls were checked by DynamoDB's documented rules only. With STRATA_DYNAMODB_URL set to a moto server (pip install 'moto[server]', then moto_server) or DynamoDB Local they run on an emulator too.";
  }

  async run(command: string): Promise<CommandOutcome> {
    let parsed: unknown;
    try {
      parsed = JSON.parse(command);
    } catch (error) {
      return { ok: false, message: `Not JSON: ${error instanceof Error ? error.message : String(error)}` };
    }
    const { call, input, until } = isJsonObject(parsed) ? parsed : { call: undefined, input: undefined, until: undefined };
    if (typeof call !== "string" || !isJsonObject(input)) return { ok: false, message: "A command is {\"call\": ..., \"input\": {...}}" };
    try {
      if (call === "Backfill") return isJob(input) ? await this.backfill(input) : { ok: false, message: "Not a job" };
      if (until !== undefined) return await this.wait(input, until);
      const rule = calls[call];
      if (call === "Scan") return { ok: false, message: "A Scan reads the whole table; patterns are served by keys" };
      if (rule === undefined || !Object.hasOwn(calls, call)) return { ok: false, message: `Unknown call: ${call}` };
      rule(this.tables, input);
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, message: error.message };
      throw error;
    }
    const answer = await this.emulator?.call(call, input);
    // moto never forgets that a table had a stream; the service lets another one follow.
    if (answer?.ok === false && answer.message === "Cannot enable stream") return { ok: true, note: "a stream after another one: moto cannot" };
    if (answer?.ok === false) return { ok: false, message: `${this.emulator?.name ?? ""}: ${answer.exception}: ${answer.message}` };
    return call === "UpdateItem" && this.emulator === undefined ? { ok: true, note: "update expressions" } : { ok: true };
  }

  private async wait(input: JsonObject, until: JsonValue): Promise<CommandOutcome> {
    const name = String(input["TableName"]);
    if (until !== "ACTIVE" && until !== "DELETED") return { ok: false, message: "until is ACTIVE or DELETED" };
    if (until === "DELETED" ? this.tables.has(name) : !this.tables.has(name)) return { ok: false, message: until === "DELETED" ? `${name} is still there` : `ResourceNotFoundException: ${name} not found` };
    const table = this.tables.get(name);
    if (table !== undefined) table.pending = undefined;
    if (this.emulator === undefined) return { ok: true };
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await this.emulator.call("DescribeTable", { TableName: name });
      if (!answer.ok) return until === "DELETED" && answer.exception === "ResourceNotFoundException" ? { ok: true } : { ok: false, message: answer.message };
      if (until === "ACTIVE" && canonicalJson(answer.answer).match(/"(?:Table|Index)Status":"(?!ACTIVE)/) === null) return { ok: true };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { ok: false, message: `${name} does not become ${until}` };
  }

  /** The exported script's work: every item of `from`, changed in place or copied. */
  private async backfill(job: Job): Promise<CommandOutcome> {
    const [from, to] = [tableOf(this.tables, { TableName: job.from }), tableOf(this.tables, { TableName: job.to })];
    const items = this.emulator === undefined ? [...from.items.values()] : await allItems(this.emulator, job.from);
    if (to.keys.map(({ attribute }) => attribute).join("\0") !== job.keys.join("\0")) invalid(`The keys of ${job.to} are ${to.keys.map(({ attribute }) => attribute).join(", ")}`);
    for (const item of items) {
      const typed = Object.fromEntries(Object.entries(item).flatMap(([name, value]) => (isJsonObject(value) ? [[name, value] as const] : [])));
      const wanted = filled(job, typed);
      if (wanted === undefined) continue;
      const [key] = checkedItem(to, wanted);
      const there = to.items.get(key);
      if (job.from !== job.to && there !== undefined) {
        if (job.unique === true && canonicalJson(there) !== canonicalJson(wanted)) invalid(`Two items have the same ${job.keys.join(", ")}: ${key}`);
        continue;
      }
      to.items.set(key, wanted);
      const answer = await this.emulator?.call("PutItem", { TableName: job.to, Item: wanted });
      if (answer?.ok === false) return { ok: false, message: answer.message };
    }
    return { ok: true };
  }

  async catalog(): Promise<JsonValue> {
    const rules = catalogOf(this.tables);
    const { emulator } = this;
    if (emulator === undefined) return rules;
    const seen: [string, JsonValue][] = [];
    for (const name of [...this.tables.keys()].toSorted()) seen.push([name, await described(emulator, name)]);
    return { rules, seen: Object.fromEntries(seen) };
  }

  async contents(): Promise<JsonValue> {
    const found: [string, JsonValue][] = [];
    for (const [name, { items }] of [...this.tables].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const all = this.emulator === undefined ? [...items.values()] : await allItems(this.emulator, name);
      found.push([name, all.map((item) => canonicalJson(item)).toSorted()]);
    }
    return Object.fromEntries(found);
  }

  async reset(): Promise<void> {
    for (const [TableName, { guarded }] of this.tables) {
      if (guarded) await this.emulator?.call("UpdateTable", { TableName, DeletionProtectionEnabled: false });
      await this.emulator?.call("DeleteTable", { TableName });
    }
    this.tables.clear();
  }

  async close(): Promise<void> {
    await this.reset();
  }
}
