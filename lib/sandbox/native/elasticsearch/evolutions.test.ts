import { elasticsearch } from "../../../targets/elasticsearch";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { library, libraryEvolutions } from "../testing/library";
import { openElasticsearch } from "./index";

for (const { id } of elasticsearch.versions) {
  const open = (): ReturnType<typeof openElasticsearch> => openElasticsearch(id);
  provesEvolutions(elasticsearch, id, open, { to: library }, libraryEvolutions);
  provesEvolutions(elasticsearch, id, open, { to: library }, everyChoice(elasticsearch, id, library));
}
