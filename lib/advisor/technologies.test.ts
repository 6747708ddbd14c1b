import { expect, test } from "vitest";
import { technologyIds } from "../model";
import { families } from "./technology";
import { technologies } from "./technologies";

test("every technology belongs to exactly one family", () => {
  const listed = families.flatMap((family): readonly string[] => family.technologies);
  expect([...listed].sort()).toEqual([...technologyIds].sort());
});

test("every technology is filed under its own id and every fact names a source", () => {
  for (const id of technologyIds) {
    const technology = technologies[id];
    expect(technology.id).toBe(id);
    expect(technology.strengths.length).toBeGreaterThan(0);
    expect(technology.limits.length).toBeGreaterThan(0);
    for (const url of [technology.documentation, ...technology.limits.map((limit) => limit.source)]) expect(new URL(url).protocol).toBe("https:");
    expect(Number.isNaN(Date.parse(technology.asOf))).toBe(false);
  }
});
