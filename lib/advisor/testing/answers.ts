import fc from "fast-check";
import type { Attributes, AttributePattern } from "../attributes";
import { fields, type Field } from "../fields";
import { answeredKinds, textNeeds } from "../pattern-kinds";

const patternArbitrary: fc.Arbitrary<AttributePattern> = fc.record({
  kind: fc.constantFrom(...answeredKinds),
  weight: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  hops: fc.option(fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant("unbounded" as const)), { nil: undefined }),
  join_depth: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  text: fc.option(fc.constantFrom(...textNeeds), { nil: undefined }),
});

/** Numbers of all sizes, since limits lie decades apart. */
const magnitude = (max: number): fc.Arbitrary<number> => fc.double({ min: -1, max: Math.log10(max), noNaN: true }).map((exponent) => Math.round(10 ** exponent * 10) / 10);

function valueOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "choice": return fc.constantFrom(...field.options.map(({ value }) => value));
    case "flag": return fc.boolean();
    case "number": return magnitude(Math.min(field.max, 1e11)).map((value) => field.whole ? Math.round(value) : value);
  }
}

/** Answers of any kind, each known or not. */
export const answersArbitrary: fc.Arbitrary<Attributes> = fc.record({
  ...Object.fromEntries(fields.map((field) => [field.attribute, fc.option(valueOf(field), { nil: undefined, freq: 3 })])),
  patterns: fc.array(patternArbitrary, { maxLength: 5 }),
});
