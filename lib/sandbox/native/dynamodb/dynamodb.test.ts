import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDynamodb } from ".";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { dynamodb } from "../../../targets/dynamodb";
import { findServers } from "../../servers";

nativeProof(dynamodb, "current", () => openDynamodb("current"));

const url = process.env["STRATA_TEST_DYNAMODB_URL"];
describe.skipIf(url === undefined)("on the emulator of STRATA_TEST_DYNAMODB_URL", () => {
  beforeAll(() => findServers({ STRATA_DYNAMODB_URL: url }));
  afterAll(() => findServers({}));
  nativeProof(dynamodb, "current", () => openDynamodb("current"));
  it("says that it is an emulator", async () => {
    const sandbox = await openDynamodb("current");
    expect(sandbox.fidelity).toBe("emulator");
    await sandbox.close();
  });
});
