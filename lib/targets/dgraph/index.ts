import { nativeFacility, nativeTarget } from "../native";
import type { Target } from "../target";
import { artefacts } from "./artefacts";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { isDgraphModel } from "./model";
import { samples } from "./samples";
import { loss } from "./types";

/** Dgraph: entities as types, foreign keys as edges, one schema posted whole. */
export const dgraph: Target = nativeTarget({
  id: "dgraph", label: "Dgraph", loss,
  versions: [{ id: "25", label: "Dgraph 25" }, { id: "24", label: "Dgraph 24" }],
  native: nativeFacility({
    language: "graphql", words: { container: "type", containers: "types", member: "field", members: "fields" },
    isModel: isDgraphModel, map, artefacts, migrate, files, samples,
  }),
});
