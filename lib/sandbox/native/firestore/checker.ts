import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import type { CommandOutcome, NativeSandbox } from "../native-sandbox";
import { changed, documentFault, idAbove, liesIn } from "./documents";
import { indexesFault } from "./index-rules";
import { bareRules, rulesFault } from "./rules-grammar";
import type { Vendor } from "./vendor";

const locked = bareRules("rules_version = '2'; service cloud.firestore { match /databases/{database}/documents { match /{document=**} { allow read, write: if false; } } }");

/** Keeps account of rules, indexes and documents, and refuses what Firestore's documentation, and its own tools where they are at hand, say it refuses. */
export class FirestoreChecker implements NativeSandbox {
  readonly engine: string;
  readonly fidelity: "vendor parser" | "grammar";
  readonly missing?: string;
  private rules = locked;
  private indexes: JsonValue = [];
  private overrides: JsonValue = [];
  private documents = new Map<string, JsonObject>();

  constructor(private readonly edition: string, private readonly vendor: Vendor) {
    const used = [...(vendor.rules === undefined ? [] : ["Google's grammar of security rules"]), ...(vendor.indexes === undefined ? [] : ["the Firebase command's check of indexes"])];
    this.engine = ["Documented rules of Firestore", ...used].join(", ");
    // Both parts of what is deployed must have been read by the vendor's own code.
    this.fidelity = used.length === 2 ? "vendor parser" : "grammar";
    if (vendor.missing.length > 0) this.missing = `Not at hand: ${vendor.missing.join(" and ")}. Install ${vendor.missing.length === 1 ? "it" : "them"} in the folder that STRATA_TOOLS names, and what is deployed is read by Firestore's own tools.`;
  }

  run(command: string): Promise<CommandOutcome> {
    let parsed: JsonValue;
    try {
      parsed = JSON.parse(command);
    } catch {
      return Promise.resolve({ ok: false, message: "A command is JSON" });
    }
    const fault = isJsonObject(parsed) ? this.carriedOut(parsed) : "A command is an object";
    return Promise.resolve(fault === undefined ? { ok: true } : { ok: false, message: fault });
  }

  private carriedOut(command: JsonObject): string | undefined {
    if (command["deploy"] === "rules") return this.deployRules(command["source"]);
    if (command["deploy"] === "indexes") return this.deployIndexes(command["indexes"], command["fieldOverrides"]);
    if (typeof command["write"] === "string") return this.write(command["write"], command["data"]);
    if (typeof command["deleteCollection"] === "string") return this.remove(command["deleteCollection"]);
    if (typeof command["verify"] === "string") return this.verify(command["verify"], String(command["field"]), Number(command["from"]));
    return typeof command["each"] === "string" ? this.work(command["each"], command) : `No such command: ${Object.keys(command).join(", ")}`;
  }

  private deployRules(source: JsonValue | undefined): string | undefined {
    if (typeof source !== "string") return "Rules are text";
    const fault = rulesFault(source) ?? this.vendor.rules?.(source);
    if (fault === undefined) this.rules = bareRules(source);
    return fault;
  }

  private deployIndexes(indexes: JsonValue | undefined, overrides: JsonValue | undefined): string | undefined {
    const fault = indexesFault(indexes, overrides, this.edition) ?? this.vendor.indexes?.({ indexes, fieldOverrides: overrides });
    if (fault !== undefined) return fault;
    this.indexes = indexes ?? [];
    this.overrides = overrides ?? [];
    return undefined;
  }

  private write(path: string, data: JsonValue | undefined): string | undefined {
    const fault = documentFault(path, data);
    if (fault === undefined && isJsonObject(data)) this.documents.set(path, data);
    return fault;
  }

  private remove(pattern: string): string | undefined {
    for (const path of [...this.documents.keys()]) if (liesIn(path, pattern)) for (const below of [...this.documents.keys()]) if (below === path || below.startsWith(`${path}/`)) this.documents.delete(below);
    return undefined;
  }

  private verify(pattern: string, field: string, from: number): string | undefined {
    const left = [...this.documents].filter(([path, data]) => liesIn(path, pattern) && !(typeof data[field] === "number" && data[field] >= from)).length;
    return left === 0 ? undefined : `${left} documents of ${pattern} are not of version ${from} yet`;
  }

  private work(pattern: string, { version, do: operations, becomes, to }: JsonObject): string | undefined {
    if (!Array.isArray(operations)) return "Work on documents says what to do";
    const next = new Map(this.documents);
    for (const [path, data] of this.documents) {
      if (!liesIn(path, pattern) || !due(version, data)) continue;
      const made = { ...changed(data, operations, path), ...(isJsonObject(becomes) ? { [String(becomes["field"])]: becomes["version"] ?? null } : {}) };
      const target = Array.isArray(to) ? to.map((part: JsonValue) => String(part).replace(/\{([^}]*)\}/g, (_, word: string) => (word === "id" ? idAbove(path, "") : word.startsWith("/") ? idAbove(path, word.slice(1)) : String(data[word])))).join("/") : path;
      const fault = documentFault(target, made);
      if (fault !== undefined) return fault;
      next.set(target, made);
    }
    this.documents = next;
    return undefined;
  }

  catalog(): Promise<JsonValue> {
    const sorted = (list: JsonValue): JsonValue => (Array.isArray(list) ? list.map((item: JsonValue) => canonicalJson(item)).toSorted() : []);
    return Promise.resolve({ rules: this.rules, indexes: sorted(this.indexes), fieldOverrides: sorted(this.overrides) });
  }

  contents(): Promise<JsonValue> {
    return Promise.resolve(Object.fromEntries(this.documents));
  }

  reset(): Promise<void> {
    this.rules = locked;
    this.indexes = [];
    this.overrides = [];
    this.documents = new Map();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.reset();
  }
}

function due(version: JsonValue | undefined, data: JsonObject): boolean {
  if (!isJsonObject(version)) return true;
  const held = data[String(version["field"])];
  return typeof version["below"] === "number" ? typeof held !== "number" || held < version["below"] : held === version["is"];
}
