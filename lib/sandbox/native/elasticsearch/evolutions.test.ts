import { elasticsearch } from "../../../targets/elasticsearch";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { opensHostileFiles } from "../testing/hostile-files";
import { hostile, hostileLater, library, libraryEvolutions } from "../testing/library";
import { openElasticsearch } from "./index";

for (const { id } of elasticsearch.versions) {
  const open = (): ReturnType<typeof openElasticsearch> => openElasticsearch(id);
  provesEvolutions(elasticsearch, id, open, { to: library }, libraryEvolutions);
  provesEvolutions(elasticsearch, id, open, { to: hostile }, { "names that mean something elsewhere": { to: hostileLater }, "as it was": { to: hostile } });
  provesEvolutions(elasticsearch, id, open, { to: library }, everyChoice(elasticsearch, id, library));
}

opensHostileFiles(elasticsearch);
