import { nativeFacility, nativeTarget } from "../native";
import type { Target } from "../target";
import { artefacts } from "./artefacts";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { isMongoModel } from "./model";
import { sampleCommands } from "./samples";
import { mongoLoss } from "./types";

/** MongoDB: tables become collections with validators, or lie embedded in their parents' documents. Commands are runCommand documents in extended JSON. */
export const mongodb: Target = nativeTarget({
  id: "mongodb", label: "MongoDB", versions: [{ id: "8.0", label: "MongoDB 8.0" }, { id: "7.0", label: "MongoDB 7.0" }], loss: mongoLoss,
  native: nativeFacility({
    language: "javascript", words: { container: "collection", containers: "collections", member: "field", members: "fields" },
    isModel: isMongoModel, map, artefacts, migrate, files, samples: sampleCommands,
  }),
});
