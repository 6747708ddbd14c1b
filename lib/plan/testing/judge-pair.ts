import type { Schema } from "../../model";
import type { Sandbox } from "../../sandbox/sandbox";
import type { Target } from "../../targets/target";
import { planPair } from "../pairs";
import type { StatePair } from "./state-group";

/** What the engine's catalog says, one line per fact, in a reading that shares nothing with the target's own. */
export type FactReader = (query: Sandbox["query"]) => Promise<readonly string[]>;

interface Loaded {
  readonly schema: Schema;
  readonly facts: readonly string[];
}

/**
 * Judges plans between states on an engine: up leads to the goal's catalog, down to the base's, up again to the goal's;
 * equal catalogs have an empty plan, different ones never.
 */
export class PairJudge {
  private readonly loaded = new Map<string, Loaded>();

  constructor(private readonly target: Target, private readonly sandbox: Sandbox, private readonly factsOf: FactReader) {}

  /** Everything that is wrong with a pair; empty when nothing is. */
  async judge(pair: StatePair): Promise<readonly string[]> {
    const to = await this.load(pair.to);
    const from = await this.load(pair.from, true);
    const planned = planPair(this.target, this.target.versions[0]?.id ?? "", from.schema, to.schema);
    if (planned.unsupported.length > 0) return planned.unsupported;
    const same = from.facts.join("\n") === to.facts.join("\n");
    if (same && planned.up.length > 0) return [`The catalogs are equal, but up is: ${planned.up.join("; ")}`];
    for (const [direction, statements, wanted] of [["up", planned.up, to], ["down", planned.down, from], ["up again", planned.up, to]] as const) {
      for (const sql of statements) {
        const refusal = await this.sandbox.run(sql).then(() => undefined, (error: unknown) => (error instanceof Error ? error.message : String(error)));
        if (refusal !== undefined) return [`${direction} refused: ${refusal}: ${sql}`, ...statements];
      }
      const wrong = compare(await this.factsOf(this.sandbox.query), wanted.facts);
      if (wrong.length > 0) return [`${direction} differs`, ...wrong, ...statements];
    }
    return [];
  }

  private async load(sql: string, stay = false): Promise<Loaded> {
    const known = this.loaded.get(sql);
    if (known !== undefined && !stay) return known;
    await this.sandbox.reset();
    await this.sandbox.run(sql);
    if (known !== undefined) return known;
    const found = { schema: (await this.sandbox.introspect()).schema, facts: await this.factsOf(this.sandbox.query) };
    this.loaded.set(sql, found);
    return found;
  }
}

function compare(actual: readonly string[], wanted: readonly string[]): string[] {
  const [has, wants] = [new Set(actual), new Set(wanted)];
  return [...wanted.filter((fact) => !has.has(fact)).map((fact) => `  missing: ${fact}`), ...actual.filter((fact) => !wants.has(fact)).map((fact) => `  too much: ${fact}`)];
}
