import { describe, expect, test } from "vitest";
import { z } from "zod";
import { lintFiles } from "../lint";
import { rules } from "../rules";
import { jsonReport } from "./json";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

const files = [
  { name: "db/a file.sql", text: "DROP TABLE \"a\nb\";\nCREATE TABLE n (x varchar(3), y varchar(4));\n-- strata-lint-disable-next-line ban-drop-table\nDROP TABLE c;\nCREATE TABEL d;\n" },
  { name: "1_x.down.sql", text: "DROP TABLE e;" },
];
const result = await lintFiles(files, { technology: "postgresql", version: 18 });

/** What a reader of SARIF 2.1.0 relies on (OASIS, sections 3.13 to 3.30). */
const sarif = z.strictObject({
  $schema: z.string(), version: z.literal("2.1.0"),
  runs: z.tuple([z.strictObject({
    tool: z.object({ driver: z.object({ name: z.string().min(1), rules: z.array(z.object({ id: z.string().min(1), shortDescription: z.object({ text: z.string() }).optional(), defaultConfiguration: z.object({ level: z.enum(["none", "note", "warning", "error"]) }).optional() })) }) }),
    columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
    results: z.array(z.object({
      ruleId: z.string(), ruleIndex: z.int().min(0), level: z.enum(["none", "note", "warning", "error"]), message: z.object({ text: z.string().min(1) }),
      locations: z.array(z.object({ physicalLocation: z.object({
        artifactLocation: z.object({ uri: z.string().regex(/^[^\s\\]+$/) }),
        region: z.object({ startLine: z.int().min(1), startColumn: z.int().min(1), endLine: z.int().min(1), endColumn: z.int().min(1) }),
      }) })).length(1),
    })),
  })]),
});

describe("reports", () => {
  test("SARIF has the form of 2.1.0, and each result points to its rule", () => {
    const { runs: [run] } = sarif.parse(JSON.parse(sarifReport(result, rules)));
    expect(run.results.length).toBe(result.findings.length);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(new Set(run.tool.driver.rules.map(({ id }) => id)).size).toBe(run.tool.driver.rules.length);
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("db/a%20file.sql");
  });

  test("text has a line for each finding that editors jump to, repeated advice once, and what was left out", () => {
    const text = textReport(result);
    expect(text).toMatch(/^db\/a file\.sql:1: warning ban-drop-table Dropping a b loses/m);
    expect(text).toMatch(/^db\/a file\.sql:6: error syntax-error /m);
    expect(text.match(/prefer-text-field/g)?.length).toBe(1);
    expect(text).toContain("(and 1 place more)");
    expect(text).toMatch(/^1_x\.down\.sql: not looked at/m);
    expect(text).toMatch(/\d+ errors?, \d+ warnings?, \d+ pieces? of advice in 1 file\.\n$/);
  });

  test("JSON keeps every finding and counts them", () => {
    const json: unknown = JSON.parse(jsonReport(result, undefined));
    const count = (severity: string): number => result.findings.filter((finding) => finding.severity === severity).length;
    expect(json).toMatchObject({ strata: 1, engine: null, counts: { error: count("error"), warning: count("warning"), info: count("info") } });
    expect(json).toHaveProperty("findings.length", result.findings.length);
  });
});
