import { expect, test } from "vitest";
import { conditions } from "./conditions";
import { fields } from "./fields";
import { measures } from "./measures";
import { needIds, needs } from "./needs";
import { sources } from "./sources";
import { technologies } from "./technologies";

const all = Object.values(technologies);

test("every need, condition and measure decides something about some technology", () => {
  const needed = new Set<string>(all.flatMap(({ lacks }) => lacks.map(({ need }) => need)));
  expect(needIds.filter((id) => !needed.has(id))).toEqual([]);
  const used = new Set(all.flatMap(({ modifiers }) => Object.keys(modifiers)));
  expect(conditions.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  const measured = new Set<string>(all.flatMap(({ limits }) => limits.map(({ measure }) => measure ?? "")));
  expect(Object.keys(measures).filter((id) => !measured.has(id))).toEqual([]);
});

test("what rules name are answers that can be given", () => {
  const known = new Set<string>(["patterns", ...fields.map(({ attribute }) => attribute)]);
  for (const { attribute } of [...conditions, ...Object.values(measures)]) expect(known).toContain(attribute);
  for (const { sentence } of Object.values(needs)) expect(sentence).toMatch(/^[A-Z].*[^.]$/);
});

test("sources are addresses with a day, each named once", () => {
  const listed = Object.values(sources);
  expect(new Set(listed.map(({ source }) => source)).size).toBe(listed.length);
  for (const { source, seen } of listed) expect([new URL(source).protocol, /^\d{4}-\d{2}-\d{2}$/.test(seen)], source).toEqual(["https:", true]);
});
