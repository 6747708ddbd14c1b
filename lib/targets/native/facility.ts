import type { JsonValue } from "../../model";
import type { Mapped, NativeFacility, NativeFile, NativeInput, NativeMigration, NativePlan } from "./native";

/** What a target writes about its own typed model; `nativeFacility` closes over the type. */
export interface NativeDefinition<Model extends JsonValue> {
  readonly language: NativeFacility["language"];
  readonly words: NativeFacility["words"];
  /** Whether a released value is a model of this target; the writer of releases was this target, so a false answer is a bug or a damaged store. */
  isModel(value: JsonValue): value is Model;
  map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: Model };
  artefacts(model: Model): readonly NativeFile[];
  migrate(from: Model | undefined, to: Model): NativePlan;
  files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]];
  samples?(model: Model): readonly string[];
}

/** A facility for shared code, which keeps models but never looks into them. Throws on a model of another target. */
export function nativeFacility<Model extends JsonValue>(definition: NativeDefinition<Model>): NativeFacility {
  const checked = (value: JsonValue): Model => {
    if (!definition.isModel(value)) throw new Error("This shape was not made by this target");
    return value;
  };
  const { samples } = definition;
  return {
    language: definition.language, words: definition.words, map: definition.map, files: definition.files,
    artefacts: (model) => definition.artefacts(checked(model)),
    migrate: (from, to) => definition.migrate(from === undefined ? undefined : checked(from), checked(to)),
    ...(samples === undefined ? {} : { samples: (model) => samples(checked(model)) }),
  };
}
