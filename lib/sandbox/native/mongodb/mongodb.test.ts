import { describe } from "vitest";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { mongodb } from "../../../targets/mongodb";
import { MongoChecker } from "./checker";
import { openDocumentDb } from "./documentdb";

nativeProof(mongodb, "8.0", () => Promise.resolve(new MongoChecker()));

const url = process.env["STRATA_TEST_DOCUMENTDB_URL"];
describe.skipIf(url === undefined)("On DocumentDB (STRATA_TEST_DOCUMENTDB_URL)", () => {
  nativeProof(mongodb, "8.0", () => openDocumentDb(url ?? ""));
});
