import { neo4j } from "../../../targets/neo4j";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { library, libraryEvolutions } from "../testing/library";
import { openNeo4jSandbox } from ".";

for (const id of ["2026-enterprise", "5.26-community"]) {
  const open = (): ReturnType<typeof openNeo4jSandbox> => openNeo4jSandbox(id);
  provesEvolutions(neo4j, id, open, { to: library }, libraryEvolutions);
  provesEvolutions(neo4j, id, open, { to: library }, everyChoice(neo4j, id, library));
}
