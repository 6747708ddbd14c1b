import type { Id, JsonValue } from "../../model";
import { takes } from "./compare";
import type { FieldRule, FirestoreCollection, FirestoreField, FirestoreModel } from "./model";

/** Rules that let nobody in: what a new database in production mode has. */
export const lockedRules = `rules_version = '2';

service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read, write: if false;
    }
  }
}
`;

/** Largest source of rules, in bytes (firebase.google.com/docs/firestore/security/rules-structure). */
export const rulesBytes = 256 * 1024;

/** A string literal of the rules language: nothing in it ends it. */
export function ruleText(value: string): string {
  // oxlint-disable-next-line no-control-regex
  const escaped = value.replace(/[\\']/g, "\\$&").replace(/[\n\r\t\u0000-\u001f\u2028\u2029]/g, (character) => (character === "\n" ? "\\n" : character === "\r" ? "\\r" : character === "\t" ? "\\t" : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`));
  return `'${escaped}'`;
}

const reserved = new Set(["allow", "false", "function", "get", "if", "in", "is", "keys", "let", "match", "null", "return", "service", "size", "true", "values", "diff", "toSet"]);

function member(data: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name) ? `${data}.${name}` : `${data}[${ruleText(name)}]`;
}

function literal(value: JsonValue): string {
  if (typeof value === "string") return ruleText(value);
  if (typeof value === "object" && value !== null && "$timestamp" in value) return `timestamp.value(${Date.parse(String(value["$timestamp"]))})`;
  return String(value);
}

/** A value's conditions, joined by &&. */
function conditions(value: string, { type, rules }: Pick<FirestoreField, "type" | "rules">): readonly string[] {
  return [...(type === "" ? [] : [`${value} is ${type}`]), ...rules.flatMap((rule) => condition(value, rule))];
}

function condition(value: string, rule: FieldRule): readonly string[] {
  switch (rule.kind) {
    case "in": return [rule.negated ? `!(${value} in [${rule.values.map(literal).join(", ")}])` : `${value} in [${rule.values.map(literal).join(", ")}]`];
    case "compare": return [`${value} ${rule.operator} ${literal(rule.value)}`];
    case "size": return [...(rule.min === null ? [] : [`${value}.size() >= ${rule.min}`]), ...(rule.max === null ? [] : [`${value}.size() <= ${rule.max}`])];
    case "matches": return [`${value}.matches(${ruleText(rule.pattern)})`];
  }
}

/** What must be true of one field; undefined where anything may be there. */
function fieldCondition(data: string, field: FirestoreField): string | undefined {
  const value = member(data, field.name);
  const inner = field.type === "map" && field.fields.length > 0 ? mapConditions(value, field.fields) : [];
  const all = [...conditions(value, field), ...inner];
  if (all.length === 0) return undefined;
  const joined = all.join(" && ");
  if (field.required && !field.nullable) return joined;
  const absent = `${data}.get(${ruleText(field.name)}, null) == null`;
  return `(${absent} || ${all.length > 1 ? `(${joined})` : joined})`;
}

function mapConditions(data: string, fields: readonly FirestoreField[]): readonly string[] {
  const required = fields.filter((field) => field.required);
  return [
    `${data}.keys().hasOnly([${fields.map(({ name }) => ruleText(name)).join(", ")}])`, ...(required.length === 0 ? [] : [`${data}.keys().hasAll([${required.map(({ name }) => ruleText(name)).join(", ")}])`]),
    ...fields.flatMap((field) => fieldCondition(data, field) ?? []),
  ];
}

/** Words in functions' names: letters and digits of the collection's name, told apart by number. */
function functionNames(model: FirestoreModel): ReadonlyMap<Id, string> {
  const taken = new Set<string>();
  return new Map(model.collections.map(({ id, name }) => {
    const words = name.normalize("NFKD").split(/[^A-Za-z0-9]+/).filter((word) => word !== "").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("") || "Documents";
    let free = words;
    for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${words}${n}`;
    taken.add(free.toLowerCase());
    return [id, free];
  }));
}

/** The whole firestore.rules. With `before`, documents of the old shape, and of both at once, are accepted too. */
export function rulesOf(model: FirestoreModel, before?: FirestoreModel): string {
  const names = functionNames(model);
  const roots = model.collections.filter(({ within }) => within.length === 0);
  const functions = model.collections.flatMap((collection) => {
    const old = before?.collections.find(({ id }) => id === collection.id);
    // A required field that is renamed is there under one of its names.
    const either = old === undefined ? [] : collection.fields.flatMap((field) => { const was = old.fields.find(({ id }) => id === field.id); return was !== undefined && was.name !== field.name && was.required && field.required ? [[was.name, field.name]] : []; });
    return validator(old === undefined ? collection : tolerant(old, collection), names.get(collection.id) ?? "Documents", old !== undefined && isTolerant(old, collection), either);
  });
  const blocks = roots.flatMap((collection) => block(collection, model, names, 4));
  const groups = model.indexes.filter(({ queryScope }) => queryScope === "COLLECTION_GROUP").map(({ collectionGroup }) => collectionGroup);
  const crossed = model.collections.filter(({ within, name }) => within.length > 0 && groups.includes(name));
  return `rules_version = '2';

service cloud.firestore {
  match /databases/{database}/documents {
    // What no rule below opens stays closed. The Admin SDK passes all rules.

    function signedIn() {
      return request.auth != null;
    }

    function isAdmin() {
      return signedIn() && request.auth.token.get('admin', false) == true;
    }
${functions.join("\n")}
${[...blocks, ...crossed.flatMap(groupBlock)].join("\n")}
  }
}
`;
}

function validator(collection: Pick<FirestoreCollection, "fields" | "conditions" | "versionField" | "schemaVersion" | "comment" | "name">, name: string, both: boolean, either: readonly (readonly string[])[]): readonly string[] {
  const { fields, versionField, schemaVersion, comment } = collection;
  const all = [...fields.map((field) => field.name), versionField];
  const required = [...new Set(fields.filter((field) => field.required).map((field) => field.name)), versionField];
  const checks = [...new Set(fields.map((field) => field.name))].flatMap((fieldName) => {
    const each = fields.filter((field) => field.name === fieldName).map((field) => fieldCondition("data", field));
    const known = each.flatMap((text) => text ?? []);
    return known.length < each.length || known.length === 0 ? [] : known.length === 1 ? known : [`(${[...new Set(known)].map((text) => (text.includes(" && ") ? `(${text})` : text)).join(" || ")})`];
  });
  const lines = [
    ...wrapped("keys.hasAll", required), ...wrapped("&& keys.hasOnly", [...new Set(all)]), `&& ${member("data", versionField)} is int && ${member("data", versionField)} >= ${schemaVersion}`, ...either.map((pair) => `&& keys.hasAny([${pair.map(ruleText).join(", ")}])`),
    ...checks.map((check) => `&& ${check}`), ...collection.conditions.map(({ left, operator, right }) => `&& (data.get(${ruleText(left)}, null) == null || data.get(${ruleText(right)}, null) == null || ${member("data", left)} ${operator} ${member("data", right)})`),
  ];
  const note = `${collection.name}${comment === "" ? "" : `: ${comment}`}${both ? " (both shapes, until every document has the new one)" : ""}`;
  return [`
    // ${oneLineOf(note)}
    function is${name}(data) {
      let keys = data.keys();
      return ${lines.join("\n        ")};
    }`];
}

function wrapped(call: string, names: readonly string[]): readonly string[] {
  return [`${call}([${names.map(ruleText).join(", ")}])`];
}

function oneLineOf(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}

/** A collection whose documents may have the old fields, the new ones, or both. */
function tolerant(old: FirestoreCollection, now: FirestoreCollection): FirestoreCollection {
  const partner = (field: FirestoreField, fields: readonly FirestoreField[]): FirestoreField | undefined => fields.find(({ id, name }) => id === field.id && name === field.name);
  const loosened = (field: FirestoreField, other: FirestoreField | undefined): FirestoreField => (other?.required === true && field.required ? field : { ...field, required: false, nullable: field.nullable || other === undefined || other.nullable });
  const kept = now.fields.map((field) => loosened(field, partner(field, old.fields)));
  const gone = old.fields.filter((field) => { const mine = partner(field, now.fields); return mine === undefined || !takes(mine, field); }).map((field) => loosened(field, partner(field, now.fields)));
  return { ...now, schemaVersion: Math.min(old.schemaVersion, now.schemaVersion), fields: [...kept, ...gone], conditions: now.conditions.filter((mine) => old.conditions.some((theirs) => JSON.stringify(mine) === JSON.stringify(theirs))) };
}

function isTolerant(old: FirestoreCollection, now: FirestoreCollection): boolean {
  return JSON.stringify([old.fields, old.conditions, old.schemaVersion]) !== JSON.stringify([now.fields, now.conditions, now.schemaVersion]);
}

/** A match block with those of its subcollections inside. */
function block(collection: FirestoreCollection, model: FirestoreModel, names: ReadonlyMap<Id, string>, indent: number): readonly string[] {
  const pad = " ".repeat(indent);
  const name = names.get(collection.id) ?? "Documents";
  const wildcard = `id${collection.within.length === 0 ? "" : collection.within.length}`;
  const id = `{${wildcard}}`;
  const [may, mine, writes] = gates(collection, wildcard);
  const immutable = collection.fields.filter((field) => field.immutable).map((field) => field.name);
  const keeps = immutable.length === 0 ? "" : `\n${pad}      && !request.resource.data.diff(resource.data).affectedKeys().hasAny([${immutable.map(ruleText).join(", ")}])`;
  const inner = model.collections.filter(({ within }) => within.at(-1) === collection.id).flatMap((child) => block(child, model, names, indent + 2));
  return [
    "", `${pad}match /${segment(collection.name)}/${id} {`, `${pad}  allow read: if ${may};`, `${pad}  allow create: if ${mine} && is${name}(request.resource.data);`,
    `${pad}  allow update: if ${writes} && is${name}(request.resource.data)${keeps};`, `${pad}  allow delete: if ${writes};`, ...inner, `${pad}}`,
  ];
}

/** A path segment; quotes are not known there, so what is no plain word is escaped as in URLs. */
function segment(name: string): string {
  return /^[\w.~-]+$/.test(name) ? name : encodeURIComponent(name).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Who may read a document, create one, and change one that is there. */
function gates({ access }: FirestoreCollection, id: string): readonly [string, string, string] {
  switch (access.kind) {
    case "admin": return ["isAdmin()", "isAdmin()", "isAdmin()"];
    case "readers": return ["signedIn()", "isAdmin()", "isAdmin()"];
    case "self": { const own = `signedIn() && request.auth.uid == ${id}`; return [own, own, own]; }
    case "owner": return [`signedIn() && ${member("resource.data", access.field)} == request.auth.uid`, `signedIn() && ${member("request.resource.data", access.field)} == request.auth.uid`, `signedIn() && ${member("resource.data", access.field)} == request.auth.uid`];
    case "claim": {
      // Without the claim nobody is let in: null would equal a field that is null.
      const [claimed, claim] = [`signedIn() && ${ruleText(access.claim)} in request.auth.token`, `request.auth.token[${ruleText(access.claim)}]`];
      return [`${claimed} && ${member("resource.data", access.field)} == ${claim}`, `${claimed} && ${member("request.resource.data", access.field)} == ${claim}`, `${claimed} && ${member("resource.data", access.field)} == ${claim}`];
    }
  }
}

/** Queries of a collection group have a rule of their own. */
function groupBlock(collection: FirestoreCollection): readonly string[] {
  const [may] = gates(collection, "id");
  return ["", "    // Queries across all parents", `    match /{path=**}/${segment(collection.name)}/{id} {`, `      allow read: if ${may};`, "    }"];
}
