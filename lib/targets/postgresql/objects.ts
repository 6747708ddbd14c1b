import type { SchemaObject } from "../../model";
import type { ObjectKind, RuleContext, Statement } from "../target";
import { qualify, quote } from "./lexical";
import { comment, tableName } from "./print";
import { belongsToIdentity } from "./rules/serial";
import { settleDefaults, type DefaultsFor } from "./replace/default-privileges";
import { dropPrivilege } from "./replace/privileges";
import { replaceRoutine, replaceTrigger, replaceView } from "./replace/bodies";
import { replaceSequence } from "./replace/sequences";
import { dropShareName } from "./replace/share-names";
import { dropSettings, replaceIfOnlySettings, replaceSettings } from "./replace/settings";
import { replaceComposite, replaceDomain } from "./replace/user-types";
import { splitDefinition } from "./statements";

/** How SQL names an object after its word: `billing.total(integer)`, `audit ON public.users`. */
type Naming = (object: SchemaObject, context: RuleContext) => string;

const plain: Naming = (object) => qualify(object.namespace, object.name);
const unqualified: Naming = (object) => quote(object.name);

/** The name is what people read; only what stands before the argument list is quoted. */
const routine: Naming = (object) => {
  const paren = object.name.indexOf("(");
  if (paren < 1) return qualify(object.namespace, object.name);
  return qualify(object.namespace, object.name.slice(0, paren)) + object.name.slice(paren);
};

function owner(object: SchemaObject, context: RuleContext): string {
  const table = [...context.from.tables, ...context.to.tables].find((t) => t.id === object.tableId);
  if (table === undefined) throw new Error(`The table of ${object.kind} ${object.name} is not in the schema`);
  return tableName(table);
}

/** `name ON table`. Triggers and rules of views carry their view in the name, since only tables have ids. */
const onTable: Naming = (object, context) => {
  if (object.tableId === undefined) return object.name;
  return `${quote(object.name)} ON ${owner(object, context)}`;
};

/** Objects dropped by `DROP <WORD> <name>` and commented by `COMMENT ON <WORD> <name>`. */
function kind(label: string, word: string, name: Naming, replace?: ObjectKind["replace"], rights?: Rights): ObjectKind {
  return {
    label,
    ...(rights === undefined ? {} : { create: (object, context) => created(object, name(object, context), rights, context) }),
    drop: (object, context) => [{ sql: `DROP ${word} ${name(object, context)}` }],
    comment: (object, context) => [comment(`${word} ${name(object, toFirst(context))}`, object.comment)],
    ...(replace === undefined ? {} : { replace }),
  };
}

/** Which default privileges act on a new object of a kind, and its word in GRANT. */
type Rights = readonly [defaults: DefaultsFor, word: string];

function created(object: SchemaObject, name: string, [defaults, word]: Rights, context: RuleContext): Statement[] {
  const namespace = defaults === "SCHEMAS" ? undefined : object.namespace;
  return [...splitDefinition(object.definition).map((sql) => ({ sql })), ...settleDefaults({ defaults, what: `${word} ${name}`, namespace }, context)];
}

/** A comment is set when everything has its new name. */
function toFirst(context: RuleContext): RuleContext {
  return { ...context, from: context.to, to: context.from };
}

/** An extension that can be moved goes to its other namespace with all it has. */
function moveExtension(from: SchemaObject, to: SchemaObject): Statement[] | undefined {
  return from.name === to.name ? [{ sql: `ALTER EXTENSION ${quote(to.name)} SET SCHEMA ${extensionPlace(to) ?? "public"}` }] : undefined;
}

/** As SQL writes it; undefined for the default one. */
function extensionPlace(object: SchemaObject): string | undefined {
  return / WITH SCHEMA (.+)$/.exec(object.definition)?.[1];
}

function carriedByExtension(from: SchemaObject, to: SchemaObject): { readonly from: string; readonly to: string } | undefined {
  const name = (object: SchemaObject): string => extensionPlace(object)?.replace(/^"([^]*)"$/, (_, inner: string) => inner.replaceAll('""', '"')) ?? "";
  return name(from) === name(to) ? undefined : { from: name(from), to: name(to) };
}

/** Kinds that are statements themselves and carry no comment. */
function act(label: string, drop: (object: SchemaObject, context: RuleContext) => Statement[], replace?: ObjectKind["replace"]): ObjectKind {
  return { label, drop, ...(replace === undefined ? {} : { replace }) };
}

/** The further objects PostgreSQL has, by SchemaObject.kind. */
export const objectKinds: Readonly<Record<string, ObjectKind>> = {
  role: act("role", () => []),
  namespace: kind("namespace", "SCHEMA", unqualified, undefined, ["SCHEMAS", "SCHEMA"]),
  extension: { ...act("extension", (object) => [{ sql: `DROP EXTENSION ${quote(object.name)}` }], moveExtension), foundation: true, carries: carriedByExtension },
  collation: kind("collation", "COLLATION", plain),
  domain: kind("domain", "DOMAIN", plain, replaceDomain, ["TYPES", "DOMAIN"]),
  "composite type": kind("composite type", "TYPE", plain, replaceComposite, ["TYPES", "TYPE"]),
  "range type": { ...kind("range type", "TYPE", plain, undefined, ["TYPES", "TYPE"]), names: (object) => /MULTIRANGE_TYPE_NAME = (?:[^ ,]+\.)?"?([^",)]+)/.exec(object.definition)?.slice(1, 2) ?? [] },
  sequence: {
    ...kind("sequence", "SEQUENCE", plain, replaceSequence),
    create: (object, context) => (belongsToIdentity(object, context.from) ? [] : created(object, plain(object, context), ["SEQUENCES", "SEQUENCE"], context)),
    // An owned sequence may have gone with its table or column.
    drop: (object, context) => (belongsToIdentity(object, context.from) ? [] : [{ sql: `DROP SEQUENCE IF EXISTS ${qualify(object.namespace, object.name)}` }]),
  },
  "sequence owner": act("owner of a sequence",
    (object) => [{ sql: `ALTER SEQUENCE IF EXISTS ${qualify(object.namespace, object.name)} OWNED BY NONE` }],
    (_from, to) => [{ sql: to.definition }]),
  function: kind("function", "FUNCTION", routine, replaceRoutine, ["FUNCTIONS", "FUNCTION"]),
  procedure: kind("procedure", "PROCEDURE", routine, replaceRoutine, ["FUNCTIONS", "PROCEDURE"]),
  aggregate: kind("aggregate", "AGGREGATE", routine, undefined, ["FUNCTIONS", "FUNCTION"]),
  view: kind("view", "VIEW", plain, replaceView, ["TABLES", "TABLE"]),
  "materialized view": kind("materialized view", "MATERIALIZED VIEW", plain, replaceIfOnlySettings, ["TABLES", "TABLE"]),
  index: kind("index", "INDEX", plain),
  "index name": act("name of a partition's index", (object) => dropShareName(qualify(object.namespace, object.name)), (_from, to) => [{ sql: to.definition }]),
  trigger: kind("trigger", "TRIGGER", onTable, replaceTrigger),
  rule: kind("rule", "RULE", onTable),
  policy: kind("policy", "POLICY", onTable),
  statistics: kind("statistics", "STATISTICS", plain),
  constraint: {
    label: "constraint",
    drop: (object, context) => [{ sql: `ALTER TABLE ${owner(object, context)} DROP CONSTRAINT ${quote(object.name)}` }],
    comment: (object, context) => [comment(`CONSTRAINT ${onTable(object, toFirst(context))}`, object.comment)],
  },
  publication: kind("publication", "PUBLICATION", unqualified),
  "event trigger": kind("event trigger", "EVENT TRIGGER", unqualified),
  privilege: act("privilege", dropPrivilege),
  "default privilege": act("default privilege", dropPrivilege),
  "foreign data wrapper": kind("foreign data wrapper", "FOREIGN DATA WRAPPER", unqualified),
  "foreign server": kind("foreign server", "SERVER", unqualified),
  "foreign table": kind("foreign table", "FOREIGN TABLE", plain, replaceIfOnlySettings, ["TABLES", "TABLE"]),
  cast: kind("cast", "CAST", (object) => `(${object.name.replace(" as ", " AS ")})`),
  // Expressions use operators without naming what could be looked up.
  operator: { ...kind("operator", "OPERATOR", (object) => `${object.namespace === undefined ? "" : `${quote(object.namespace)}.`}${object.name}`), foundation: true },
  "text search dictionary": kind("text search dictionary", "TEXT SEARCH DICTIONARY", plain),
  "text search configuration": kind("text search configuration", "TEXT SEARCH CONFIGURATION", plain),
  owner: act("owner", dropSettings, replaceSettings),
  setting: act("setting", dropSettings, replaceSettings),
};
