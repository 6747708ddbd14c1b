import { afterAll, beforeAll, describe } from "vitest";
import { openRedis } from ".";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { redis } from "../../../targets/redis";
import { findServers } from "../../servers";

for (const { id } of redis.versions) nativeProof(redis, id, () => openRedis(id));

const url = process.env["STRATA_TEST_REDIS_URL"];
describe.skipIf(url === undefined)("on the server of STRATA_TEST_REDIS_URL", () => {
  beforeAll(() => findServers({ STRATA_REDIS_URL: url }));
  afterAll(() => findServers({}));
  for (const { id } of redis.versions) nativeProof(redis, id, () => openRedis(id));
});
