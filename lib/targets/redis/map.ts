import { canonicalJson } from "../../model";
import type { Mapped, NativeInput } from "../native";
import { build } from "./build";
import { findingsOf } from "./limits";
import type { RedisModel } from "./model";
import { pictureOf } from "./picture";
import { plansOf } from "./plans";
import { searchesOf } from "./search";

/** The entities as Redis keys, by what the patterns ask for. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: RedisModel } {
  const built = build(input);
  const { searches, decisions } = searchesOf(built.entities, input, built.released);
  const shape = { entities: built.entities, searches, version: input.version };
  const same = built.released !== undefined && canonicalJson(shape) === canonicalJson({ entities: built.released.entities, searches: built.released.searches, version: built.released.version });
  const bare: RedisModel = { technology: "redis", ...shape, revision: same ? built.released.revision : (built.released?.revision ?? 0) + 1, patterns: [] };
  const plans = plansOf(built, bare, input);
  const model: RedisModel = {
    ...bare, patterns: plans.map(({ pattern, call, by, cost, problem }) => ({
      id: pattern, name: input.patterns.find(({ id }) => id === pattern)?.name ?? pattern, calls: call === undefined ? [] : call.split("\n"),
      ...(by === undefined ? {} : { by }), ...(cost === undefined ? {} : { cost }), ...(problem === undefined ? {} : { problem }),
    })),
  };
  return { model, decisions: [...built.decisions, ...decisions], diagnostics: findingsOf(model, input), picture: pictureOf(model, input), plans };
}
