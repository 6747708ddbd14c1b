import { beforeAll, describe } from "vitest";
import { openNeo4jSandbox } from ".";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { neo4j } from "../../../targets/neo4j";
import { findServers } from "../../servers";

describe("Neo4j without its parser", () => {
  beforeAll(() => findServers({}));
  for (const { id } of neo4j.versions) nativeProof(neo4j, id, () => openNeo4jSandbox(id));
});
