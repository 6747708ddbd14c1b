import { nativeFacility, nativeTarget } from "../native";
import type { Target } from "../target";
import { artefacts } from "./artefacts";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { isNeo4jModel } from "./model";
import { sampleStatements } from "./sample-graph";
import { loss } from "./types";
import { versions } from "./versions";

/** Neo4j: entities as labels, foreign keys as relationships, constraints by edition. */
export const neo4j: Target = nativeTarget({
  id: "neo4j", label: "Neo4j", versions, loss,
  native: nativeFacility({
    language: "cypher", words: { container: "node label", containers: "node labels", member: "property", members: "properties" },
    isModel: isNeo4jModel, map, artefacts, migrate, files, samples: sampleStatements,
  }),
});
