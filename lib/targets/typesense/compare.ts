import { canonicalJson, type JsonValue } from "../../model";
import { compareElements } from "../native/elements";
import { fieldOf, isStored, type TsCollection, type TsField, type TsForm } from "./model";

/**
 * How a collection becomes another: not at all; by its documents only (what is on disk only is not in the schema); by PATCH where it stands or
 * by a new version; or by a new version only.
 */
export interface CollectionChange {
  readonly kind: "none" | "documents" | "patch" | "new version";
  /** With a new version: filled from the old one, or from the primary store. */
  readonly fill: "copy" | "feed";
  readonly added: readonly TsField[];
  readonly dropped: readonly TsField[];
  readonly changed: readonly { readonly from: TsField; readonly to: TsField }[];
  readonly reasons: readonly string[];
}

export function compareCollections(from: TsCollection, to: TsCollection): CollectionChange {
  const { added, dropped, changed } = compareElements(from.fields, to.fields);
  const reasons: string[] = [];
  const must: string[] = [];
  let feed = false;
  if (canonicalJson(from.key) !== canonicalJson(to.key)) {
    must.push("documents get another id");
    feed = true;
  }
  if (canonicalJson([...from.tables].sort()) !== canonicalJson([...to.tables].sort())) {
    must.push("other rows lie in the documents");
    feed = true;
  }
  if (from.defaultSort !== to.defaultSort) must.push("default_sorting_field is fixed once a collection is there");
  if (canonicalJson(from.separators) !== canonicalJson(to.separators)) must.push("token separators are fixed once a collection is there");
  if (nested(from) !== nested(to)) must.push("enable_nested_fields is fixed once a collection is there");
  const documents: string[] = [];
  for (const field of added) {
    if (isStored(field)) {
      if (Object.hasOwn(to.defaults, field.name)) documents.push(`${field.name} is added`);
      if (field.within !== undefined && !from.fields.some(({ within }) => within === field.within)) {
        must.push(`${field.within} lies in the documents`);
        feed = true;
      }
      continue;
    }
    reasons.push(`${field.name} is added`);
    if (field.definition["reference"] !== undefined) must.push(`a reference (${field.name}) cannot be added to a collection that is there`);
    const required = field.definition["optional"] !== true;
    if (required && !Object.hasOwn(to.defaults, field.name)) {
      must.push(`${field.name} is required and has no default for documents that are there`);
      feed = true;
    }
    if (field.within !== undefined && !from.fields.some(({ within }) => within === field.within)) feed = true;
  }
  for (const field of dropped) {
    if (!isStored(field)) reasons.push(`${field.name} is dropped`);
    else if (field.within === undefined) documents.push(`${field.name} is dropped`);
    else must.push(`${field.name} is dropped`);
  }
  const pairs = changed.filter(({ from: a, to: b }) => a.name !== b.name || canonicalJson(fieldOf(a)) !== canonicalJson(fieldOf(b)) || canonicalJson(a.form) !== canonicalJson(b.form));
  for (const { from: a, to: b } of pairs) {
    if (a.name !== b.name) must.push(`${a.name} is called ${b.name}`);
    if (canonicalJson(a.form) !== canonicalJson(b.form)) {
      must.push(`values of ${b.name} are written otherwise`);
      feed ||= conversion(a.form, b.form) === undefined;
    } else if (!(isStored(a) && isStored(b)) && canonicalJson(a.definition) !== canonicalJson(b.definition)) {
      if (canonicalJson(a.definition["reference"]) !== canonicalJson(b.definition["reference"])) must.push(`${b.name} refers to ${String(b.definition["reference"] ?? "nothing")}`);
      else reasons.push(`${b.name} is ${describe(b)} instead of ${describe(a)}`);
      if (required(b) && !required(a) && !isStored(a)) {
        must.push(`${b.name} is required from now on`);
        feed = true;
      }
      if (String(a.definition["type"]).endsWith("[]") !== String(b.definition["type"]).endsWith("[]")) feed = true;
    }
  }
  const all = [...must, ...reasons, ...documents];
  return { kind: must.length > 0 ? "new version" : reasons.length > 0 ? "patch" : documents.length > 0 ? "documents" : "none", fill: feed ? "feed" : "copy", added, dropped, changed: pairs, reasons: all };
}

function required({ definition, form }: TsField): boolean {
  return definition["optional"] !== true && form.kind !== "json";
}

function nested({ fields }: TsCollection): boolean {
  return fields.some(({ name, definition }) => name.includes(".") || String(definition["type"]).startsWith("object"));
}

function describe({ definition }: TsField): string {
  const more = Object.entries(definition).filter(([key, value]) => key !== "type" && value !== false).map(([key, value]) => (value === true ? key : `${key} ${String(value)}`));
  return definition["index"] === false ? "stored only" : [String(definition["type"]), ...more].join(", ");
}

/** What makes a value of one form one of the other: a factor, or its text; undefined where only the primary store knows. */
export type Conversion = { readonly kind: "same" } | { readonly kind: "scale"; readonly by: number } | { readonly kind: "divide"; readonly by: number } | { readonly kind: "text" };

export function conversion(from: TsForm, to: TsForm): Conversion | undefined {
  if (canonicalJson(from) === canonicalJson(to)) return { kind: "same" };
  if (to.kind === "text" && (from.kind === "number" || from.kind === "bool")) return { kind: "text" };
  if (from.kind === "number" && to.kind === "float") return { kind: "same" };
  if (from.kind === "parts" && to.kind === "parts" && from.of === to.of) return to.factor >= from.factor ? { kind: "scale", by: to.factor / from.factor } : { kind: "divide", by: from.factor / to.factor };
  if (from.kind === "float" && to.kind === "parts" && to.of === "decimal") return { kind: "scale", by: to.factor };
  if (from.kind === "parts" && from.of === "decimal" && to.kind === "float") return { kind: "divide", by: from.factor };
  return undefined;
}

/** What a document of one version needs to be one of the other. */
export interface CopyPart {
  readonly path: string | null;
  readonly moved: readonly { readonly from: string; readonly to: string; readonly convert: Conversion }[];
  readonly removed: readonly string[];
  readonly defaults: readonly { readonly name: string; readonly value: JsonValue }[];
}

export function copyParts(from: TsCollection, to: TsCollection): readonly CopyPart[] {
  const { added, dropped, changed } = compareCollections(from, to);
  const local = (name: string): string => name.slice(name.indexOf(".") + 1);
  const parts: CopyPart[] = [];
  for (const path of [...new Set([...from.fields, ...to.fields].map(({ within }) => within))].toSorted((a, b) => (a === undefined ? 1 : b === undefined ? -1 : 0))) {
    const moved = changed.filter(({ from: a }) => a.within === path).flatMap(({ from: a, to: b }) => {
      const convert = conversion(a.form, b.form) ?? { kind: "same" as const };
      return a.name === b.name && convert.kind === "same" ? [] : [{ from: path === undefined ? a.name : local(a.name), to: path === undefined ? b.name : local(b.name), convert }];
    });
    const removed = dropped.filter(({ within }) => within === path).map(({ name }) => (path === undefined ? name : local(name)));
    const defaults = path === undefined ? added.flatMap(({ name }) => (Object.hasOwn(to.defaults, name) ? [{ name, value: to.defaults[name] ?? null }] : [])) : [];
    if (moved.length + removed.length + defaults.length > 0) parts.push({ path: path ?? null, moved, removed, defaults });
  }
  return parts;
}
