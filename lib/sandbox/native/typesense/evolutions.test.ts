import { typesense } from "../../../targets/typesense";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { library, libraryEvolutions } from "../testing/library";
import { openTypesense } from "./index";

for (const { id } of typesense.versions) {
  const open = (): ReturnType<typeof openTypesense> => openTypesense(id);
  provesEvolutions(typesense, id, open, { to: library }, libraryEvolutions);
  provesEvolutions(typesense, id, open, { to: library }, everyChoice(typesense, id, library));
}
