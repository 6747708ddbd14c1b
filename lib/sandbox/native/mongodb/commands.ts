import { ObjectId } from "bson";
import { copied, isDocument, writeExtended, type Document } from "./bson-type";
import { addIndex, checkArrays, checkUnique, Refused, seconds, validatorFault, writeFault, type Collection } from "./collection";
import { aggregated, matcher, updated } from "./language";

export type Collections = Map<string, Collection>;

/** Runs one command on the account. Throws Refused, or what the query language refuses. */
export function runCommand(collections: Collections, command: Document): void {
  const [[verb, subject] = ["", undefined]] = Object.entries(command);
  const run = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (run === undefined) throw new Refused(`CommandNotFound: no such command: ${verb}`);
  if (typeof subject !== "string" || subject === "") throw new Refused(`InvalidNamespace: ${verb} needs the name of a collection`);
  const allowed = options[verb] ?? [];
  const foreign = Object.keys(command).find((key) => key !== verb && !allowed.includes(key));
  if (foreign !== undefined) throw new Refused(`IDLUnknownField: ${verb} knows no ${foreign}`);
  run(collections, subject, command);
}

const options: Readonly<Record<string, readonly string[]>> = {
  create: ["validator", "validationLevel", "validationAction", "timeseries", "expireAfterSeconds", "capped", "size", "max", "collation", "clusteredIndex", "changeStreamPreAndPostImages"], drop: [], createIndexes: ["indexes", "commitQuorum"], dropIndexes: ["index"],
  collMod: ["validator", "validationLevel", "validationAction", "index", "expireAfterSeconds", "timeseries"], renameCollection: ["to", "dropTarget"], insert: ["documents", "ordered"], update: ["updates", "ordered"], delete: ["deletes", "ordered"], aggregate: ["pipeline", "cursor", "allowDiskUse"],
};

const commands: Readonly<Record<string, (collections: Collections, name: string, command: Document) => void>> = {
  create, drop: (collections, name) => { existing(collections, name); collections.delete(name); },
  createIndexes(collections, name, { indexes }) {
    if (!Array.isArray(indexes) || indexes.length === 0) throw new Refused("BadValue: createIndexes needs indexes");
    const collection = existing(collections, name);
    const before = new Map(collection.indexes);
    try {
      for (const spec of indexes) addIndex(name, collection, spec);
    } catch (error) {
      collection.indexes.clear();
      for (const [index, spec] of before) collection.indexes.set(index, spec);
      throw error;
    }
  },
  dropIndexes(collections, name, { index }) {
    if (typeof index !== "string" || !existing(collections, name).indexes.delete(index)) throw new Refused(`IndexNotFound: ${name} has no index ${String(index)}`);
  },
  collMod, renameCollection: rename, insert, update, delete: remove, aggregate,
};

function existing(collections: Collections, name: string): Collection {
  const collection = collections.get(name);
  if (collection === undefined) throw new Refused(`NamespaceNotFound: there is no collection ${name}`);
  return collection;
}

function checkName(name: string): void {
  if (name.includes("$") || name.includes("\0") || name.startsWith("system.") || new TextEncoder().encode(name).length > 235) throw new Refused(`InvalidNamespace: ${name} is no name for a collection`);
}

function create(collections: Collections, name: string, command: Document): void {
  checkName(name);
  if (collections.has(name)) throw new Refused(`NamespaceExists: there is a collection ${name}`);
  const { validator, timeseries, expireAfterSeconds } = command;
  const collection: Collection = { validator: undefined, level: "strict", action: "error", timeseries: undefined, expireAfterSeconds: undefined, indexes: new Map(), documents: [] };
  if (timeseries !== undefined) {
    if (!isDocument(timeseries) || typeof timeseries["timeField"] !== "string") throw new Refused("BadValue: a time series needs its timeField");
    const foreign = Object.keys(timeseries).find((key) => !["timeField", "metaField", "granularity", "bucketMaxSpanSeconds", "bucketRoundingSeconds"].includes(key));
    if (foreign !== undefined) throw new Refused(`IDLUnknownField: a time series knows no ${foreign}`);
    if (timeseries["metaField"] === "_id" || timeseries["metaField"] === timeseries["timeField"]) throw new Refused("InvalidOptions: metaField must be another field than _id and timeField");
    if (!["seconds", "minutes", "hours", undefined].some((word) => word === timeseries["granularity"])) throw new Refused("BadValue: granularity is seconds, minutes or hours");
    if (validator !== undefined) throw new Refused("InvalidOptions: a time series collection has no validator");
    collection.timeseries = timeseries;
    collection.expireAfterSeconds = seconds(expireAfterSeconds);
  } else if (expireAfterSeconds !== undefined && command["clusteredIndex"] === undefined) throw new Refused("InvalidOptions: expireAfterSeconds is for time series and clustered collections");
  validation(collection, command);
  collections.set(name, collection);
}

function validation(collection: Collection, { validator, validationLevel: level, validationAction: action }: Document): void {
  if (validator !== undefined) validatorFault(validator);
  if (level !== undefined && !["off", "moderate", "strict"].some((word) => word === level)) throw new Refused(`BadValue: ${String(level)} is no validationLevel`);
  if (action !== undefined && !["warn", "error", "errorAndLog"].some((word) => word === action)) throw new Refused(`BadValue: ${String(action)} is no validationAction`);
  if (isDocument(validator)) collection.validator = validator;
  if (typeof level === "string") collection.level = level;
  if (typeof action === "string") collection.action = action;
}

function collMod(collections: Collections, name: string, command: Document): void {
  const collection = existing(collections, name);
  const { index, expireAfterSeconds, timeseries } = command;
  if (collection.timeseries !== undefined && command["validator"] !== undefined) throw new Refused("InvalidOptions: a time series collection has no validator");
  validation(collection, command);
  if (index !== undefined) {
    const spec = isDocument(index) && typeof index["name"] === "string" ? collection.indexes.get(index["name"]) : undefined;
    if (!isDocument(index) || spec === undefined) throw new Refused(`IndexNotFound: ${name} has no such index`);
    collection.indexes.set(String(index["name"]), { ...spec, ...index, key: spec["key"] });
  }
  if (expireAfterSeconds !== undefined) {
    if (collection.timeseries === undefined) throw new Refused("InvalidOptions: expireAfterSeconds is for time series collections");
    collection.expireAfterSeconds = seconds(expireAfterSeconds);
  }
  if (timeseries !== undefined) {
    const order = ["seconds", "minutes", "hours"];
    if (collection.timeseries === undefined || !isDocument(timeseries)) throw new Refused(`InvalidOptions: ${name} is no time series`);
    const [now, wanted] = [collection.timeseries, timeseries].map((settings) => order.indexOf(String(settings["granularity"] ?? "seconds")));
    if (now === undefined || wanted === undefined || wanted < now || wanted > now + 1) throw new Refused("InvalidOptions: a granularity only goes one step up");
    collection.timeseries = { ...collection.timeseries, ...timeseries };
  }
}

function rename(collections: Collections, name: string, { to, dropTarget }: Document): void {
  const collection = existing(collections, name);
  if (typeof to !== "string" || to === "") throw new Refused("BadValue: renameCollection needs a name");
  checkName(to);
  if (collection.timeseries !== undefined) throw new Refused("IllegalOperation: a time series collection cannot be renamed");
  if (collections.has(to) && dropTarget !== true) throw new Refused(`NamespaceExists: there is a collection ${to}`);
  collections.delete(name);
  collections.set(to, collection);
}

/** Puts the documents in the place of the old ones when nothing speaks against it. */
function settle(name: string, collection: Collection, documents: Document[]): void {
  for (const document of documents) if (writeExtended(document).length > 16 * 1_048_576) throw new Refused(`BSONObjectTooLarge: a document of ${name} is larger than 16 MB`);
  checkUnique(name, collection, documents);
  checkArrays(collection, documents);
  collection.documents = documents;
}

function insert(collections: Collections, name: string, { documents }: Document): void {
  if (!Array.isArray(documents) || documents.length === 0 || !documents.every(isDocument)) throw new Refused("BadValue: insert needs documents");
  const collection = existing(collections, name);
  const added = documents.map((document: Document) => ("_id" in document ? document : { _id: new ObjectId(), ...document }));
  for (const document of added) {
    const fault = writeFault(name, collection, document);
    if (fault !== undefined) throw new Refused(fault);
  }
  settle(name, collection, [...collection.documents, ...added]);
}

const resolver = (collections: Collections) => (name: string): Document[] => collections.get(name)?.documents.map(copied) ?? [];

function update(collections: Collections, name: string, { updates }: Document): void {
  const collection = existing(collections, name);
  if (!Array.isArray(updates) || updates.length === 0) throw new Refused("BadValue: update needs updates");
  for (const entry of updates) {
    if (!isDocument(entry) || !isDocument(entry["q"])) throw new Refused("BadValue: an update has q and u");
    const matches = matcher(entry["q"], resolver(collections));
    const touched = collection.documents.flatMap((document, i) => (matches(document) ? [i] : []));
    const chosen = entry["multi"] === true ? touched : touched.slice(0, 1);
    const changed = updated(chosen.map((i) => copied(collection.documents[i] ?? {})), entry["u"], resolver(collections)).map(copied);
    const next = [...collection.documents];
    for (const [at, i] of chosen.entries()) {
      const [before, after] = [collection.documents[i], changed[at]];
      if (before === undefined || after === undefined) continue;
      if (writeExtended({ id: before["_id"] }) !== writeExtended({ id: after["_id"] })) throw new Refused("ImmutableField: _id cannot be changed");
      const fault = writeExtended(before) === writeExtended(after) ? undefined : writeFault(name, collection, after, before);
      if (fault !== undefined) throw new Refused(fault);
      next[i] = after;
    }
    settle(name, collection, next);
  }
}

function remove(collections: Collections, name: string, { deletes }: Document): void {
  const collection = existing(collections, name);
  if (!Array.isArray(deletes)) throw new Refused("BadValue: delete needs deletes");
  for (const entry of deletes) {
    if (!isDocument(entry) || !isDocument(entry["q"])) throw new Refused("BadValue: a delete has q");
    const matches = matcher(entry["q"], resolver(collections));
    collection.documents = collection.documents.filter((document) => !matches(document));
  }
}

function aggregate(collections: Collections, name: string, { pipeline }: Document): void {
  if (!Array.isArray(pipeline) || !pipeline.every(isDocument)) throw new Refused("BadValue: aggregate needs a pipeline");
  const stages: Document[] = pipeline;
  const last = stages.at(-1);
  const target = last?.["$merge"] ?? last?.["$out"];
  const found = aggregated(existing(collections, name).documents.map(copied), target === undefined ? stages : stages.slice(0, -1), resolver(collections)).map(copied);
  if (target === undefined) return;
  if (typeof target === "string") put(collections, target, found);
  else if (isDocument(target) && typeof target["into"] === "string") merge(collections, target["into"], target, found);
  else throw new Refused("FailedToParse: $merge needs into, $out a name");
}

function put(collections: Collections, name: string, found: readonly Document[]): void {
  const collection = existing(collections, name);
  collection.documents = [];
  if (found.length > 0) insert(collections, name, { documents: found });
}

function merge(collections: Collections, name: string, { on = "_id", whenMatched = "merge", whenNotMatched = "insert" }: Document, found: readonly Document[]): void {
  const collection = existing(collections, name);
  if (collection.timeseries !== undefined) throw new Refused("IllegalOperation: $merge does not write to a time series collection");
  const fields = (Array.isArray(on) ? on : [on]).map(String);
  const unique = fields.join("\n") === "_id" || [...collection.indexes.values()].some(({ key, unique: once, partialFilterExpression }) => once === true && partialFilterExpression === undefined && isDocument(key) && Object.keys(key).toSorted().join("\n") === fields.toSorted().join("\n"));
  if (!unique) throw new Refused(`Location51183: ${name} has no unique index on ${fields.join(", ")}, by which $merge would find documents`);
  const keyOf = (document: Document): string => writeExtended({ key: fields.map((field) => document[field]) });
  const next = [...collection.documents];
  for (const document of found) {
    const at = fields.every((field) => field in document) ? next.findIndex((other) => keyOf(other) === keyOf(document)) : -1;
    const before = next[at];
    if (before === undefined) {
      if (whenNotMatched === "fail") throw new Refused("MergeStageNoMatchingDocument: no document matches");
      if (whenNotMatched !== "insert") continue;
      next.push(checked(name, collection, "_id" in document ? document : { _id: new ObjectId(), ...document }));
    } else if (whenMatched === "merge") next[at] = checked(name, collection, { ...before, ...document }, before);
    else if (whenMatched === "replace") next[at] = checked(name, collection, document, before);
    else if (whenMatched === "fail") throw new Refused("DuplicateKey: a document matches");
  }
  settle(name, collection, next);
}

function checked(name: string, collection: Collection, document: Document, before?: Document): Document {
  const fault = writeFault(name, collection, document, before);
  if (fault !== undefined) throw new Refused(fault);
  return document;
}
