import { dgraph } from "../../../targets/dgraph";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { library, libraryEvolutions } from "../testing/library";
import { openDgraphSandbox } from ".";

const open = (): ReturnType<typeof openDgraphSandbox> => openDgraphSandbox("25");
const dql = { choices: new Map([["authors", { schema: "dql" }]]) };
provesEvolutions(dgraph, "25", open, { to: library }, libraryEvolutions);
provesEvolutions(dgraph, "25", open, { to: library, ...dql }, Object.fromEntries(Object.entries(libraryEvolutions).map(([name, evolution]) => [`${name} in DQL`, { ...evolution, ...dql }])));
// The form is kept once it is released.
provesEvolutions(dgraph, "25", open, { to: library }, Object.fromEntries(Object.entries(everyChoice(dgraph, "25", library)).filter(([name]) => !name.startsWith("schema "))));
