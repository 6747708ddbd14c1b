import { describe, expect, it } from "vitest";
import { MongoChecker } from "./checker";

const base = [
  { create: "t", validator: { $jsonSchema: { bsonType: "object", required: ["n"], properties: { n: { bsonType: "int", minimum: 1 } } } } },
  { createIndexes: "t", indexes: [{ key: { a: 1 }, name: "a_1", unique: true }, { key: { x: "text" }, name: "x_text" }] }, { insert: "t", documents: [{ _id: 1, n: 1, a: 1 }] }, { create: "ts", timeseries: { timeField: "at" } },
];
const schema = ($jsonSchema: object): object => ({ create: "u", validator: { $jsonSchema } });
const index = (spec: object): object => ({ createIndexes: "t", indexes: [spec] });

describe("Commands that MongoDB refuses", () => {
  it.each<[string, object]>([
    ["an unknown command", { createCollection: "u" }], ["an unknown option", { create: "u", validater: {} }], ["a collection twice", { create: "t" }], ["a system collection", { create: "system.x" }],
    ["an unknown keyword", schema({ format: "email" })], ["an unknown type", schema({ bsonType: "varchar" })], ["exclusiveMinimum as a number", schema({ properties: { n: { exclusiveMinimum: 1 } } })], ["an empty required", schema({ required: [] })], ["a validator on a time series", { create: "u", timeseries: { timeField: "at" }, validator: {} }],
    ["two indexes of one name", index({ key: { b: 1 }, name: "a_1" })], ["one index under two names", index({ key: { a: 1 }, name: "other" })], ["a second text index", index({ key: { y: "text" }, name: "y_text" })], ["expiry over two fields", index({ key: { b: 1, c: 1 }, name: "bc", expireAfterSeconds: 1 })],
    ["a condition that partial indexes do not know", index({ key: { b: 1 }, name: "b", partialFilterExpression: { b: { $ne: 1 } } })], ["an unknown option of an index", index({ key: { b: 1 }, name: "b", uniq: true })], ["33 fields", index({ key: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`f${i}`, 1])), name: "wide" })],
    ["the 65th index", { createIndexes: "t", indexes: Array.from({ length: 62 }, (_, i) => ({ key: { [`f${i}`]: 1 }, name: `f${i}` })) }], ["a unique index on a time series", { createIndexes: "ts", indexes: [{ key: { a: 1 }, name: "a", unique: true }] }],
    ["a document that breaks the validator", { insert: "t", documents: [{ n: 0 }] }], ["a document of another type", { insert: "t", documents: [{ n: "1" }] }], ["a duplicate", { insert: "t", documents: [{ n: 1, a: 1 }] }], ["an update that breaks the validator", { update: "t", updates: [{ q: {}, u: { $set: { n: 0 } }, multi: true }] }],
    ["a changed _id", { update: "t", updates: [{ q: {}, u: [{ $set: { _id: 2 } }] }] }], ["an unknown operator", { update: "t", updates: [{ q: {}, u: { $sett: { n: 2 } } }] }], ["an index that is not there", { dropIndexes: "t", index: "b_1" }], ["a collection that is not there", { drop: "u" }],
    ["a name that is taken", { renameCollection: "t", to: "ts" }], ["a renamed time series", { renameCollection: "ts", to: "v" }], ["a measurement without its time", { insert: "ts", documents: [{ v: 1 }] }], ["$merge without a unique index", { aggregate: "t", pipeline: [{ $merge: { into: "t", on: "n" } }], cursor: {} }],
    ["a conversion that fails", { aggregate: "t", pipeline: [{ $project: { x: { $toInt: "left" } } }], cursor: {} }],
  ])("%s", async (_, command) => {
    const sandbox = new MongoChecker();
    for (const before of base) expect(await sandbox.run(JSON.stringify(before))).toEqual({ ok: true });
    const was = await sandbox.catalog();
    expect(await sandbox.run(JSON.stringify(command))).toMatchObject({ ok: false });
    expect(await sandbox.catalog()).toEqual(was);
  });

  it("lets a document that was wrong before be changed where validation is moderate", async () => {
    const sandbox = new MongoChecker();
    for (const command of [{ create: "m" }, { insert: "m", documents: [{ _id: 1 }] }, { collMod: "m", validator: { $jsonSchema: { required: ["n"] } }, validationLevel: "moderate" }]) await sandbox.run(JSON.stringify(command));
    expect(await sandbox.run(JSON.stringify({ update: "m", updates: [{ q: { _id: 1 }, u: { $set: { a: 1 } } }] }))).toEqual({ ok: true });
    expect(await sandbox.run(JSON.stringify({ insert: "m", documents: [{ _id: 2 }] }))).toMatchObject({ ok: false });
  });
});
