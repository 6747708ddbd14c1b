import type { NativeFile, NativeMigration } from "../native/native";
import { comment, script } from "./cypher";

const edition = /REQUIRE [^\n]* IS (?:NODE KEY|RELATIONSHIP KEY|NOT NULL|::)/;

/**
 * The files of a migration by the naming of neo4j-migrations 4: `V003__name.cypher`. The tool knows no undo, so the way back is ours, in
 * `undo/U003__name.cypher`; where data moves, `dry-run/D003__name.cypher` counts what is left to do.
 */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const { slug, title, phase, before, steps } = migration;
  const up = steps.flatMap((step) => step.up);
  const down = steps.toReversed().flatMap((step) => step.down);
  const assertion = (statements: readonly string[]): string => (statements.some((statement) => edition.test(statement)) ? "// assert that edition is enterprise\n" : "");
  const moves = up.some((statement) => statement.includes(" IN TRANSACTIONS"));
  const head = [comment(title), ...(phase === undefined ? [] : [comment(`Phase: ${phase}`)]), ...(before === undefined ? [] : [comment(`Before: ${before}`)]),
    ...(moves ? ["// Each batch is a transaction of its own. Stopped, it goes on where it was when it is run again."] : [])].join("\n");
  const body = steps.map((step) => `${[comment(step.title), ...step.hazards.filter(({ severity }) => severity !== "info").map(({ message }) => comment(`Hazard: ${message}`))].join("\n")}\n${script(step.up)}`).join("\n");
  const back = steps.toReversed().map((step) => {
    const lost = step.reversibility.kind === "lossless" ? [] : [comment(step.reversibility.kind === "lossy" ? `Does not come back: ${step.reversibility.what}` : `Cannot be undone: ${step.reversibility.why}`)];
    return [comment(`Undo: ${step.title}`), ...lost, script(step.down).trimEnd()].filter((line) => line !== "").join("\n");
  }).join("\n\n");
  const main: NativeFile = { path: `V${number}__${slug}.cypher`, content: `${assertion(up)}${head}\n\n${body}`, language: "cypher" };
  const undo: NativeFile = {
    path: `undo/U${number}__${slug}.cypher`, language: "cypher",
    content: `${assertion(down)}${comment(`Takes back V${number}__${slug}.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete ${number}.`)}\n\n${back}\n`,
  };
  const counts = up.flatMap((statement) => {
    const at = statement.indexOf("\nCALL (");
    return at < 0 || !statement.includes(" IN TRANSACTIONS") ? [] : [`${statement.slice(0, at)}\nRETURN count(*) AS left`];
  });
  return counts.length === 0 ? [main, undo] : [main, undo, { path: `dry-run/D${number}__${slug}.cypher`, content: `${comment(`How much V${number}__${slug}.cypher has to do; while it runs, how much is left. Writes nothing.`)}\n\n${script(counts)}`, language: "cypher" }];
}
