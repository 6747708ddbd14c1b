import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { applyParts } from "./copy";
import { checkDocument } from "./document";
import { refuse } from "./refusal";
import { checkField, readSchema, withoutDefaults, type Schema } from "./schema";

interface Held {
  readonly schema: Schema;
  readonly documents: Map<string, JsonObject>;
  added: number;
}

/** What a server holds, and the rules of what may be put into it. */
export class Server {
  readonly collections = new Map<string, Held>();
  readonly aliases = new Map<string, string>();

  constructor(private readonly version: string) {}

  perform(method: string, fullPath: string, body: JsonValue | undefined): void {
    const [path = "", query = ""] = fullPath.split("?");
    const parameters = new URLSearchParams(query);
    const [first, second, third, fourth] = path.split("/").slice(1).map((part) => decodeURIComponent(part));
    const route = `${method} ${first ?? ""}${second === undefined ? "" : "/*"}${third === undefined ? "" : `/${third}`}${fourth === undefined ? "" : "/*"}`;
    const name = second ?? "";
    switch (route) {
      case "POST collections": return this.create(body);
      case "PATCH collections/*": return this.alter(name, body);
      case "DELETE collections/*":
        if (!this.collections.delete(name)) refuse(`No collection with name \`${name}\` found.`);
        return;
      case "PUT aliases/*": return this.point(name, body);
      case "DELETE aliases/*":
        if (!this.aliases.delete(name)) refuse("Not Found: no alias of that name.");
        return;
      case "POST collections/*/documents": return this.write(this.find(name), body, parameters.get("action") ?? "create");
      case "PATCH collections/*/documents": return this.updateAll(this.find(name), parameters, body);
      case "DELETE collections/*/documents": {
        if (parameters.get("truncate") !== "true") refuse("Parameter `filter_by` or `truncate` must be provided.");
        this.find(name).documents.clear();
        return;
      }
      case "DELETE collections/*/documents/*":
        if (!this.find(name).documents.delete(fourth ?? "")) refuse(`Could not find a document with id: ${fourth ?? ""}`);
        return;
      default: return refuse(`Not Found: ${method} ${path}`);
    }
  }

  /** What the runner does for a copy: export, change, import with action=create. */
  copy(job: JsonObject): void {
    const from = this.find(String(job["from"]));
    const to = this.find(String(job["to"]));
    if (from === to) refuse("A collection cannot be copied into itself.");
    for (const [id, document] of from.documents) {
      if (to.documents.has(id)) continue;
      this.write(to, applyParts(document, job["parts"]), "create");
    }
    to.added = Math.max(to.added, from.added);
  }

  private find(name: string): Held {
    return this.collections.get(name) ?? this.collections.get(this.aliases.get(name) ?? "") ?? refuse("Collection not found");
  }

  private create(body: JsonValue | undefined): void {
    if (!isJsonObject(body)) return refuse("Bad JSON.");
    const name = body["name"];
    if (typeof name !== "string" || name === "") return refuse("Parameter `name` is required.");
    if (this.collections.has(name)) refuse(`A collection with name \`${name}\` already exists.`);
    if (this.aliases.has(name)) refuse(`Name \`${name}\` is an alias's.`);
    this.collections.set(name, { schema: readSchema(body, this.version), documents: new Map(), added: 0 });
  }

  private point(alias: string, body: JsonValue | undefined): void {
    const target = isJsonObject(body) ? body["collection_name"] : undefined;
    if (typeof target !== "string") return refuse("Parameter `collection_name` is required.");
    if (this.collections.has(alias)) refuse(`Name \`${alias}\` conflicts with an existing collection name.`);
    if (!this.collections.has(target)) refuse(`No collection with name \`${target}\` found.`);
    this.aliases.set(alias, target);
  }

  private alter(name: string, body: JsonValue | undefined): void {
    const held = this.collections.get(name) ?? refuse("Collection not found");
    const list = isJsonObject(body) ? body["fields"] : undefined;
    if (!isJsonObject(body) || !Array.isArray(list) || list.length === 0 || !list.every(isJsonObject)) return refuse("The `fields` value should be an array of objects containing the field `name` and other properties.");
    for (const key of Object.keys(body)) if (key !== "fields" && key !== "metadata" && (this.version === "29" || !["synonym_sets", "curation_sets"].includes(key))) refuse("Only `fields`, `metadata` can be updated at the moment.");
    const fields = new Map(held.schema.fields);
    for (const field of list) {
      const of = String(field["name"]);
      if (of === "id") refuse("Field `id` cannot be altered.");
      if (field["drop"] === true) {
        if (!fields.delete(of)) refuse(`Field \`${of}\` is not part of collection schema.`);
        if (held.schema.defaultSort === of) refuse(`Field \`${of}\` is the default sorting field and cannot be dropped.`);
        continue;
      }
      if (fields.has(of)) refuse(`Field \`${of}\` is already part of the schema: To change this field, drop it first before adding it back to the schema.`);
      checkField(field, held.schema.nested);
      if (field["reference"] !== undefined) refuse(`Adding a reference field (\`${of}\`) to an existing collection is not supported.`);
      fields.set(of, withoutDefaults(field));
    }
    const schema = { ...held.schema, fields };
    for (const document of held.documents.values()) checkDocument(document, schema);
    held.schema.fields = fields;
  }

  private write(held: Held, body: JsonValue | undefined, action: string): void {
    if (!isJsonObject(body)) return refuse("Bad JSON: not a proper document.");
    const { id } = body;
    if (id !== undefined && typeof id !== "string") return refuse("Document's `id` field should be a string.");
    const key = id ?? `${held.added}`;
    held.added += id === undefined ? 1 : 0;
    if (action === "create" && held.documents.has(key)) refuse(`A document with id ${key} already exists.`);
    const document = { ...body, id: key };
    checkDocument(document, held.schema);
    for (const [name, field] of held.schema.fields) this.checkReference(name, field, document);
    held.documents.set(key, document);
  }

  private checkReference(name: string, field: JsonObject, document: JsonObject): void {
    const { reference } = field;
    const value = Object.hasOwn(document, name) ? document[name] : undefined;
    if (typeof reference !== "string" || field["async_reference"] === true || value === undefined || value === null) return;
    const [collection = "", ...of] = reference.split(".");
    const target = this.collections.get(collection) ?? this.collections.get(this.aliases.get(collection) ?? "");
    if (target === undefined) return refuse(`Referenced collection \`${collection}\` not found.`);
    if (![...target.documents.values()].some((other) => other[of.join(".")] === value)) refuse(`Reference document having \`${of.join(".")}:=${String(value)}\` not found in the collection \`${collection}\`.`);
  }

  private updateAll(held: Held, parameters: URLSearchParams, body: JsonValue | undefined): void {
    if (parameters.get("filter_by") !== "id:*") refuse("This filter is not known here.");
    if (!isJsonObject(body)) return refuse("Bad JSON.");
    for (const [id, document] of held.documents) {
      const changed = Object.fromEntries(Object.entries({ ...document, ...body }).filter(([, value]) => value !== null));
      checkDocument(changed, held.schema);
      held.documents.set(id, changed);
    }
  }

  catalog(): JsonObject {
    return {
      collections: Object.fromEntries([...this.collections].map(([name, { schema }]) => [name, { ...schema.rest, fields: Object.fromEntries(schema.fields), enable_nested_fields: schema.nested, default_sorting_field: schema.defaultSort ?? "" }])),
      aliases: Object.fromEntries(this.aliases),
    };
  }

  contents(): JsonObject {
    return Object.fromEntries([...this.collections].map(([name, { documents }]) => [name, Object.fromEntries(documents)]));
  }
}
