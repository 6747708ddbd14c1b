import { nativeFacility } from "../native/facility";
import { nativeTarget } from "../native/native-target";
import type { Target } from "../target";
import { artefacts } from "./artefacts";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { isTsModel, type TsModel } from "./model";
import { request } from "./requests";
import { typeLoss } from "./types";

/** Typesense: collections behind aliases, held in memory; typo-tolerant search. */
export const typesense: Target = nativeTarget({
  id: "typesense", label: "Typesense", versions: [{ id: "30", label: "Typesense 30" }, { id: "29", label: "Typesense 29" }],
  loss: typeLoss,
  native: nativeFacility<TsModel>({
    language: "json", words: { container: "collection", containers: "collections", member: "field", members: "fields" },
    isModel: isTsModel, map, artefacts, migrate, files, samples,
  }),
});

function samples({ collections }: TsModel): readonly string[] {
  return collections.flatMap(({ alias, samples: documents }) => documents.map((document) => request("POST", `/collections/${encodeURIComponent(alias)}/documents?action=create`, document)));
}
