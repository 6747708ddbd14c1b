import { describe, expect, test } from "vitest";
import { lintDialects } from "../dialects";
import type { Finding } from "../finding";
import { lintFiles } from "../lint";
import { otherSamples } from "../testing/other-samples";
import { postgresqlSamples } from "../testing/postgresql-samples";
import type { Sample } from "../testing/sample";
import { rules } from "./index";

const samples = [...postgresqlSamples, ...otherSamples];

async function lint(sample: Sample, text: string): Promise<readonly Finding[]> {
  const { technology, version, base, name } = sample;
  const options = { technology, version: version ?? lintDialects[technology]?.newest ?? 0, ...(base === undefined ? {} : { base }) };
  return (await lintFiles([{ name: name ?? "a.sql", text }], options)).findings;
}

describe("rules", () => {
  test("each has samples, its code once, and sentences for people", () => {
    expect(new Set(samples.map(({ code }) => code))).toEqual(new Set(rules.map(({ code }) => code)));
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
    for (const { code, summary, explanation, fix, targets } of rules) {
      expect(code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(targets.length).toBeGreaterThan(0);
      expect(summary).not.toMatch(/\.$/);
      for (const sentence of [explanation, fix]) expect(sentence, code).toMatch(/[.`]$|\.$/);
    }
  });

  for (const sample of samples) {
    test(`${sample.code} finds what it is for, and nothing in its safe form`, async () => {
      expect((await lint(sample, sample.bad)).map(({ code }) => code)).toContain(sample.code);
      expect((await lint(sample, sample.good)).map(({ code }) => code)).not.toContain(sample.code);
    });

    test(`${sample.code} can be switched off above the statement, and only it`, async () => {
      const without = await lint(sample, sample.bad);
      const target = without.find(({ code }) => code === sample.code);
      const lines = sample.bad.replaceAll(/;\s*/g, ";\n");
      const apart = await lint(sample, lines);
      const one = apart.find(({ code }) => code === sample.code);
      expect([target, one].every((finding) => finding !== undefined)).toBe(true);
      const line = one?.line ?? 1;
      const text = lines.split("\n").toSpliced(line - 1, 0, `-- strata-lint-disable-next-line ${sample.code}: known and wanted`).join("\n");
      const expected = apart.filter((finding) => !(finding.code === sample.code && finding.line === line)).map((finding) => `${finding.line + (finding.line >= line ? 1 : 0)} ${finding.code}`);
      expect((await lint(sample, text)).map((finding) => `${finding.line} ${finding.code}`)).toEqual(expected);
    });
  }
});
