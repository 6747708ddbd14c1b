import { typesense } from "../../../targets/typesense";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { opensHostileFiles } from "../testing/hostile-files";
import { hostile, hostileLater, library, libraryEvolutions } from "../testing/library";
import { openTypesense } from "./index";

for (const { id } of typesense.versions) {
  const open = (): ReturnType<typeof openTypesense> => openTypesense(id);
  provesEvolutions(typesense, id, open, { to: library }, libraryEvolutions);
  provesEvolutions(typesense, id, open, { to: hostile }, { "names that mean something elsewhere": { to: hostileLater }, "as it was": { to: hostile } });
  provesEvolutions(typesense, id, open, { to: library }, everyChoice(typesense, id, library));
}

opensHostileFiles(typesense);
