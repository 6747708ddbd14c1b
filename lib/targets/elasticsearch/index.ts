import { nativeTarget } from "../native/native-target";
import { nativeFacility } from "../native/facility";
import type { Target } from "../target";
import { artefacts } from "./artefacts";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { isEsModel, type EsModel } from "./model";
import { pathPart } from "./names";
import { request } from "./requests";
import { typeLoss } from "./types";

/** Elasticsearch: indexes behind aliases, data streams, mappings that refuse what is not drawn. */
export const elasticsearch: Target = nativeTarget({
  id: "elasticsearch", label: "Elasticsearch", versions: [{ id: "9", label: "Elasticsearch 9" }, { id: "8", label: "Elasticsearch 8" }],
  loss: typeLoss,
  native: nativeFacility<EsModel>({
    language: "json", words: { container: "index", containers: "indexes", member: "field", members: "fields" },
    isModel: isEsModel, map, artefacts, migrate, files, samples,
  }),
});

function samples({ indexes }: EsModel): readonly string[] {
  return indexes.flatMap((index) => index.samples.map((document) => (index.key.length === 0
    ? request("POST", `/${pathPart(index.alias)}/_doc`, document)
    : request("PUT", `/${pathPart(index.alias)}/_doc/${pathPart(index.key.map((name) => String(document[name])).join(":"))}`, document))));
}
