import { describe, expect, it } from "vitest";
import type { NativeSandbox } from "..";
import { proveNative } from "../../../proof/native/prove-native";
import { mongodb } from "../../../targets/mongodb";
import { shop } from "../../../targets/native/testing/shop";
import { MongoChecker } from "./checker";
import { openDocumentDb } from "./documentdb";

const { native } = mongodb;
if (native === undefined) throw new Error("MongoDB is native");
const first = native.map({ ...shop, choices: new Map(), version: "8.0" });
const others = first.decisions.flatMap(({ about, choice, chosen, options }) => options.filter(({ id }) => id !== chosen).map(({ id }) => ({ about, choice, id })));

/** Every option of every decision, there and back. */
function provesEach(open: () => Promise<NativeSandbox>): void {
  it.each(others)("$about $choice $id", async ({ about, choice, id }) => {
    const other = native?.map({ ...shop, choices: new Map([[about, { [choice]: id }]]), version: "8.0", released: first.model });
    if (other === undefined || native === undefined) return;
    for (const [base, goal] of [[first.model, other.model], [other.model, native.map({ ...shop, choices: new Map(), version: "8.0", released: other.model }).model]] as const) {
      const migrations = native.migrate(base, goal).migrations.map((migration, i) => ({ name: `00${i + 1}`, migration }));
      const proof = await proveNative({ native, base, goal, migrations, subject: id }, { open });
      expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(proof.passed).toBe(true);
    }
  });
}

describe("The way to every other choice of the mapping, by the documented rules", () => provesEach(() => Promise.resolve(new MongoChecker())));

const url = process.env["STRATA_TEST_DOCUMENTDB_URL"];
describe.skipIf(url === undefined || process.env["STRATA_LONG"] === undefined)("and on DocumentDB (STRATA_TEST_DOCUMENTDB_URL, STRATA_LONG)", () => provesEach(() => openDocumentDb(url ?? "")));
