import { describe, expect, test } from "vitest";
import { technologyIds } from "../model";
import { conditions } from "./conditions";
import { editionIds } from "./attributes";
import type { measures } from "./measures";
import { patternKinds } from "./pattern-kinds";
import { families, type Fact } from "./technology";
import { technologies } from "./technologies";

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Every statement of a technology that stands on a source. */
function factsOf(id: (typeof technologyIds)[number]): readonly Fact[] {
  const { limits, lacks, licences, operations, editions } = technologies[id];
  return [...limits, ...lacks, ...licences, ...operations, ...editions.flatMap(({ facts }) => facts)];
}

test("every technology belongs to exactly one family", () => {
  const listed = families.flatMap((family): readonly string[] => family.technologies);
  expect([...listed].sort()).toEqual([...technologyIds].sort());
});

describe.each(technologyIds)("%s", (id) => {
  const technology = technologies[id];

  test("is filed under its own id, with strengths, limits, licence, hosting and operations", () => {
    expect(technology.id).toBe(id);
    for (const list of [technology.strengths, technology.limits, technology.licences, technology.hosting, technology.operations]) expect(list.length).toBeGreaterThan(0);
    expect(new URL(technology.documentation).protocol).toBe("https:");
    expect(technology.asOf).toMatch(day);
  });

  test("every fact has a source and a date, and says so when it was not verified", () => {
    for (const { text, source, seen, verified } of factsOf(id)) {
      expect(text, text).toMatch(/\.$/);
      expect(new URL(source).protocol, text).toBe("https:");
      expect(seen, text).toMatch(day);
      expect(Number.isNaN(Date.parse(seen)), text).toBe(false);
      if (!verified) expect(text, text).toContain("not verified");
    }
  });

  test("every kind of pattern has a fit from 0 to 5 with a reason and a basis, and so has every modifier", () => {
    expect(Object.keys(technology.fits).sort()).toEqual(patternKinds.map((kind) => kind.id).sort());
    for (const [kind, { value, reason, basis }] of Object.entries(technology.fits)) {
      expect(value, kind).toBeGreaterThanOrEqual(0);
      expect(value, kind).toBeLessThanOrEqual(5);
      expect(value * 2, kind).toBe(Math.round(value * 2));
      expect(reason.length, kind).toBeGreaterThan(0);
      if (basis !== "judgement") expect([new URL(basis.source).protocol, day.test(basis.seen), basis.verified], kind).toEqual(["https:", true, true]);
    }
    for (const [condition, { points, reason, basis }] of Object.entries(technology.modifiers)) {
      expect(conditions.map((known) => known.id)).toContain(condition);
      expect([Number.isInteger(points), points !== 0, Math.abs(points) <= 25, reason.length > 0], condition).toEqual([true, true, true, true]);
      if (basis !== "judgement") expect([basis.verified, day.test(basis.seen)], condition).toEqual([true, true]);
    }
  });

  test("editions named by facts exist, and are those that may be answered", () => {
    const known = technology.editions.map((edition) => edition.id);
    const answerable = Object.entries(editionIds).find(([technologyId]) => technologyId === id)?.[1] ?? [];
    expect([...known].sort()).toEqual([...answerable].sort());
    for (const { editions } of [...technology.limits, ...technology.lacks, ...technology.licences]) for (const edition of editions ?? []) expect(known).toContain(edition);
  });

  test("limits that are measured are in the unit of what they bound", () => {
    const units = { item_kb: "KB", dataset_gb: "GB", rows: "nodes", memory_share: "% of memory", hot_writes: "writes a second", sequential_writes: "writes a second", tx_items: "items", alternate_keys: "indexes", history_days: "days" } satisfies Record<keyof typeof measures, string>;
    for (const { measure, unit, value, id: limit } of technology.limits) {
      if (measure === undefined) continue;
      expect(unit, limit).toBe(units[measure]);
      expect(value, limit).toBeGreaterThan(0);
    }
  });
});
