import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { checkDocument } from "./document";
import { checkMappings, mergeMappings, objectAt } from "./mapping";
import { refuse } from "./refusal";
import { analyzersOf, checkAnalysis, checkSettings, flatSettings } from "./settings";

export interface HeldIndex {
  settings: Map<string, JsonValue>;
  mappings: JsonObject;
  readonly aliases: Map<string, boolean>;
  readonly documents: Map<string, JsonObject>;
  readonly stream: boolean;
  retention?: JsonValue;
  added: number;
}

/** What a cluster holds, and the rules of what may be put into it. */
export class Cluster {
  readonly templates = new Map<string, JsonObject>();
  readonly policies = new Map<string, JsonObject>();
  readonly indexes = new Map<string, HeldIndex>();
  readonly notes = new Set<string>();

  constructor(private readonly nestedFields: number) {}

  checkBody(template: JsonObject): { readonly settings: ReadonlyMap<string, JsonValue>; readonly mappings: JsonObject } {
    const settings = flatSettings(objectAt(template, "settings"));
    checkSettings(settings, false);
    checkAnalysis(settings);
    const mappings = objectAt(template, "mappings");
    checkMappings(mappings, { analyzers: analyzersOf(settings), nestedFields: this.nestedFields, note: (text) => this.notes.add(text) });
    return { settings, mappings };
  }

  putTemplate(name: string, body: JsonValue | undefined): void {
    if (!isJsonObject(body)) return refuse("request body is required");
    for (const key of Object.keys(body)) if (!["index_patterns", "template", "composed_of", "priority", "version", "_meta", "data_stream", "allow_auto_create", "ignore_missing_component_templates", "deprecated"].includes(key)) refuse(`[index_template] unknown field [${key}]`);
    const patterns = body["index_patterns"];
    if (!Array.isArray(patterns) || patterns.length === 0 || !patterns.every((pattern) => typeof pattern === "string")) return refuse("[index_template] index_patterns are missing");
    const template = objectAt(body, "template");
    for (const key of Object.keys(template)) if (!["settings", "mappings", "aliases", "lifecycle", "data_stream_options"].includes(key)) refuse(`[template] unknown field [${key}]`);
    this.checkBody(template);
    if (template["lifecycle"] !== undefined && body["data_stream"] === undefined) refuse("index template lifecycle is only for data streams: it has no [data_stream]");
    for (const [other, held] of this.templates) {
      const theirs = held["index_patterns"];
      if (other !== name && (held["priority"] ?? 0) === (body["priority"] ?? 0) && Array.isArray(theirs) && theirs.some((a) => patterns.some((b) => overlap(String(a), String(b))))) {
        refuse(`index template [${name}] has index patterns ${JSON.stringify(patterns)} matching patterns from existing templates [${other}] with patterns (${other} => ${JSON.stringify(theirs)}) that have the same priority [${String(body["priority"] ?? 0)}], multiple index templates may not match during index creation, please use a different priority`);
      }
    }
    this.templates.set(name, body);
  }

  deleteTemplate(name: string): void {
    const template = this.templates.get(name);
    if (template === undefined) refuse(`index_template [${name}] missing`);
    const used = [...this.indexes].filter(([index, { stream }]) => stream && this.templateFor(index)?.name === name).map(([index]) => index);
    if (used.length > 0) refuse(`unable to remove composable templates [${name}] as they are in use by a data streams [${used.join(", ")}]`);
    this.templates.delete(name);
  }

  templateFor(index: string): { readonly name: string; readonly body: JsonObject } | undefined {
    const found = [...this.templates].filter(([, { index_patterns: patterns }]) => Array.isArray(patterns) && patterns.some((pattern) => matches(String(pattern), index)));
    const [best] = found.toSorted(([, a], [, b]) => Number(b["priority"] ?? 0) - Number(a["priority"] ?? 0));
    return best === undefined ? undefined : { name: best[0], body: best[1] };
  }

  /** An index or data stream, with what its template says and its own body. */
  create(name: string, body: JsonObject, stream: boolean): void {
    checkName(name);
    if (this.indexes.has(name)) refuse(`${stream ? "data_stream" : "index"} [${name}] already exists`);
    if (this.holders(name).length > 0) refuse(`Invalid index name [${name}], already exists as alias`);
    const template = this.templateFor(name)?.body;
    if (stream && template?.["data_stream"] === undefined) refuse(`no matching index template found for data stream [${name}]`);
    if (!stream && template?.["data_stream"] !== undefined) refuse(`cannot create index with name [${name}], because it matches with template [${this.templateFor(name)?.name}] that creates data streams only, use create data stream api instead`);
    for (const key of Object.keys(body)) if (!["settings", "mappings", "aliases"].includes(key)) refuse(`unknown key [${key}] for create index`);
    const held = template === undefined ? {} : objectAt(template, "template");
    const settings = new Map([...flatSettings(objectAt(held, "settings")), ...flatSettings(objectAt(body, "settings"))]);
    const mappings = mergeMappings(objectAt(held, "mappings"), objectAt(body, "mappings"));
    checkSettings(settings, false);
    checkAnalysis(settings);
    checkMappings(mappings, { analyzers: analyzersOf(settings), nestedFields: this.nestedFields, note: (text) => this.notes.add(text) });
    const index: HeldIndex = { settings, mappings, aliases: new Map(), documents: new Map(), stream, added: 0, ...(held["lifecycle"] === undefined ? {} : { retention: held["lifecycle"] }) };
    this.indexes.set(name, index);
    for (const [alias, options] of Object.entries({ ...objectAt(held, "aliases"), ...objectAt(body, "aliases") })) this.addAlias(name, alias, isJsonObject(options) && options["is_write_index"] === true);
  }

  addAlias(name: string, alias: string, write: boolean): void {
    const index = this.indexes.get(name);
    if (index === undefined) return refuse(`no such index [${name}]`);
    checkName(alias);
    if (this.indexes.has(alias)) refuse(`an index or data stream exists with the same name as the alias [${alias}]`);
    const others = this.holders(alias).filter((other) => other !== name);
    if (write && others.some((other) => this.indexes.get(other)?.aliases.get(alias) === true)) refuse(`alias [${alias}] has more than one write index [${[...others, name].join(", ")}]`);
    if (others.some((other) => this.indexes.get(other)?.stream !== index.stream)) refuse(`alias [${alias}] cannot refer to both data streams and regular indices`);
    index.aliases.set(alias, write);
  }

  holders(alias: string): string[] {
    return [...this.indexes].filter(([, { aliases }]) => aliases.has(alias)).map(([name]) => name);
  }

  /** The index that a write to a name goes to. */
  writeTo(name: string): HeldIndex {
    const direct = this.indexes.get(name);
    if (direct !== undefined) return direct;
    const holders = this.holders(name);
    const chosen = holders.find((holder) => this.indexes.get(holder)?.aliases.get(name) === true) ?? (holders.length === 1 ? holders[0] : undefined);
    if (holders.length > 0 && chosen === undefined) refuse(`no write index is defined for alias [${name}]. The write index may be explicitly disabled using is_write_index=false or the alias points to multiple indices without one being designated as a write index`);
    const found = chosen === undefined ? undefined : this.indexes.get(chosen);
    if (found !== undefined) return found;
    const template = this.templateFor(name);
    if (template === undefined) return refuse(`no such index [${name}]: it would be created with a mapping guessed from the first document`);
    this.create(name, {}, template.body["data_stream"] !== undefined);
    return this.writeTo(name);
  }

  write(index: HeldIndex, id: string | undefined, document: JsonValue | undefined, create: boolean): void {
    if (!isJsonObject(document)) return refuse("request body is required");
    if (index.settings.get("index.blocks.write") === true || index.settings.get("index.blocks.write") === "true") refuse("index blocked by: [FORBIDDEN/8/index write (api)]");
    if (id !== undefined && new TextEncoder().encode(id).length > 512) refuse(`id is too long, must be no longer than 512 bytes but was: ${new TextEncoder().encode(id).length}`);
    if (index.stream && !create) refuse("only write ops with an op_type of create are allowed in data streams");
    if (index.stream && document["@timestamp"] === undefined) refuse("data stream timestamp field [@timestamp] is missing");
    checkDocument(document, index.mappings);
    const key = id ?? `added ${(index.added += 1)}`;
    if (create && index.documents.has(key)) refuse(`[${key}]: version conflict, document already exists (current version [1])`);
    index.documents.set(key, document);
  }

  catalog(): JsonObject {
    return {
      templates: Object.fromEntries(this.templates), policies: Object.fromEntries(this.policies),
      indexes: Object.fromEntries([...this.indexes].map(([name, { settings, mappings, aliases, stream, retention }]) => [name, {
        settings: Object.fromEntries([...settings].filter(([, value]) => value !== null)), mappings, stream, aliases: Object.fromEntries([...aliases].map(([alias, write]) => [alias, { is_write_index: write }])), ...(retention === undefined ? {} : { lifecycle: retention }),
      }])),
    };
  }

  /** Documents by index; those without ids of their own as a sorted list. */
  contents(): JsonObject {
    return Object.fromEntries([...this.indexes].map(([name, { documents, stream }]) => [name, stream ? [...documents.values()].toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) : Object.fromEntries(documents)]));
  }
}

/** Refuses what no index, alias or data stream can be called (Elasticsearch 9, create index). */
function checkName(name: string): void {
  if (name === "" || name === "." || name === "..") refuse(`Invalid index name [${name}], must not be '.' or '..'`);
  if (/[\\/*?"<>|\s,#:]/.test(name)) refuse(`Invalid index name [${name}], must not contain the following characters [' ','"','*',',','/','<','>','?','\\','|','#',':']`);
  if (/^[-_+]/.test(name)) refuse(`Invalid index name [${name}], must not start with '_', '-', or '+'`);
  if (name !== name.toLowerCase()) refuse(`Invalid index name [${name}], must be lowercase`);
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > 255) refuse(`Invalid index name [${name}], index name is too long, (${bytes} > 255)`);
}

function matches(pattern: string, name: string): boolean {
  return new RegExp(`^${pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`, "s").test(name);
}

function overlap(a: string, b: string): boolean {
  return matches(a, b.replaceAll("*", "")) || matches(b, a.replaceAll("*", "")) || a === b;
}
