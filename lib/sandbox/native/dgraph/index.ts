import { isJsonObject, type JsonValue } from "../../../model";
import type { CommandOutcome, NativeSandbox } from "../native-sandbox";
import { Account } from "./account";
import { Refused } from "./refused";

/** Dgraph without a server: its documented rules for both schemas, and an account of predicates, types and nodes. */
export async function openDgraphSandbox(version: string): Promise<NativeSandbox> {
  return new DgraphSandbox(version);
}

class DgraphSandbox implements NativeSandbox {
  readonly engine: string;
  readonly fidelity = "grammar";
  private readonly account = new Account();

  constructor(version: string) {
    this.engine = `Documented rules of Dgraph ${version} and GraphQL's grammar (graphql 16.15.0)`;
  }

  async run(command: string): Promise<CommandOutcome> {
    try {
      this.request(command);
      return { ok: true };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, message: error.message };
      throw error;
    }
  }

  private request(command: string): void {
    const { path, body } = read(command);
    switch (path.replace(/\?runInBackground=true$/, "")) {
      case "/alter": if (typeof body === "string") this.account.alterSchema(body); else if (isJsonObject(body)) this.account.alterOperation(body); else throw new Refused("/alter takes a schema or an operation"); return;
      case "/admin/schema": if (typeof body !== "string") throw new Refused("/admin/schema takes a schema"); this.account.postGraphql(body); return;
      case "/mutate?commitNow=true": if (!isJsonObject(body)) throw new Refused("/mutate takes an object"); this.account.mutate(body); return;
      default: throw new Refused(`No such address: ${path}`);
    }
  }

  async catalog(): Promise<JsonValue> {
    return this.account.catalog();
  }

  async contents(): Promise<JsonValue> {
    return this.account.nodes.contents();
  }

  async reset(): Promise<void> {
    this.account.clear();
  }

  async close(): Promise<void> {}
}

function read(command: string): { readonly path: string; readonly body: JsonValue } {
  let request: JsonValue;
  try {
    request = JSON.parse(command);
  } catch {
    throw new Refused("A command is JSON: method, path and body");
  }
  if (!isJsonObject(request) || request["method"] !== "POST" || typeof request["path"] !== "string" || request["body"] === undefined) throw new Refused("A command is a POST with a path and a body");
  return { path: request["path"], body: request["body"] };
}
