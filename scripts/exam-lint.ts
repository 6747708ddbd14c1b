/** Lint cases of other linters, and the statements whose locks, rewrites and scans were measured: `npm run exam -- --file lint-squawk`. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lintDialects, lintFiles, sandboxMeasurer, type Finding } from "../lib/lint";
import { openSandbox } from "../lib/sandbox";
import { readCases } from "./exam-cases";

export const lintExams = ["lint-squawk", "lint-eugene", "lint-measured"] as const;

interface Case { readonly name: string; readonly sql: string; readonly rule: string; readonly expect: string; readonly version: number }

/** Prints the score of one set, with what is wrong by name. */
export async function examineLint(folder: string, file: string): Promise<void> {
  if (file === "lint-measured") return examineMeasured(join(folder, "../EVOLUTION.md"));
  const cases = readCases(join(folder, `${file}.json`), (text): Case => ({ name: text("name"), sql: text("sql"), rule: text("rule"), expect: text("expect"), version: Number(text("pg_version") || "18") }));
  let right = 0;
  for (const { name, sql, rule, expect, version } of cases) {
    // One case may hold several scripts, each run in a transaction of its own.
    const scripts = sql.split(/^-- \d+\.sql$/m).filter((text) => text.trim() !== "");
    const { findings } = await lintFiles(scripts.map((text, i) => ({ name: `${i + 1}.sql`, text })), { technology: "postgresql", version, wrapPlain: scripts.length < sql.split(/^-- \d+\.sql$/m).length });
    const found = findings.some((finding) => finding.code === rule || finding.aliases.includes(rule));
    if (found === (expect === "error")) right += 1;
    else console.log(`  ${name}: ${rule} ${expect === "error" ? "missed" : "false alarm"}; found ${findings.map(({ code }) => code).join(", ") || "nothing"}`);
  }
  console.log(`${file}: ${right}/${cases.length} (${((100 * right) / Math.max(1, cases.length)).toFixed(1)} %)`);
}

/** What the measured statements were run on, as far as their list says. */
const base = `
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE DOMAIN pos AS int;
CREATE TABLE o (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int, b varchar(20), c text, d timestamptz, e int NOT NULL DEFAULT 1, n numeric(10,2), o_id int);
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_b_u ON t (b);
ALTER TABLE t ADD CONSTRAINT ck_nv CHECK (a > -5) NOT VALID, ADD CONSTRAINT ck_nn CHECK (a IS NOT NULL) NOT VALID, ADD CONSTRAINT fk_nv FOREIGN KEY (o_id) REFERENCES o (id) NOT VALID;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER tg AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE TABLE p (id int, ts date NOT NULL) PARTITION BY RANGE (ts);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE pnew (id int, ts date NOT NULL);
CREATE TABLE u (m mood, x pos);
INSERT INTO o SELECT FROM generate_series(1, 5);
INSERT INTO t (a, b, c, d, n, o_id) SELECT i, 'b' || i, 'c' || i, now(), i, 1 FROM generate_series(1, 20) i;
INSERT INTO u VALUES ('a', 1);`;
/** They stop type changes and drops of the column they read. */
const views = "CREATE VIEW v AS SELECT a FROM t; CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM t; CREATE UNIQUE INDEX mv_id ON mv (id);";

/** The list of statements with locks, rewrites and scans: which are dangerous was measured, not said. Once from the text, once on the engine. */
async function examineMeasured(path: string): Promise<void> {
  if (!existsSync(path)) return console.log("No measured statements at hand.");
  const list = /## Appendix B\.[\s\S]*?```\n([\s\S]*?)```/.exec(readFileSync(path, "utf8"))?.[1]?.trim().split("\n") ?? [];
  const sandbox = await openSandbox("postgresql");
  for (const mode of ["text", "text and base", "engine"] as const) {
    const missed: string[] = [];
    const alarms: string[] = [];
    let dangerous = 0;
    let harmless = 0;
    for (const line of list) {
      const [sql = "", ...rest] = line.split(" | ").map((part) => part.trim());
      const observed = rest.join(" | ");
      // Only statements by themselves that ran.
      if (observed.startsWith("ERR") || sql.includes(";")) continue;
      if (mode === "engine") {
        await sandbox.reset();
        await sandbox.run(base);
        if (/\b(?:mv|v)\b|drop table t/.test(sql)) await sandbox.run(views);
      }
      const options = mode === "text" ? {} : mode === "text and base" ? { base: base + views } : { measurer: sandboxMeasurer(sandbox, lintDialects.postgresql ?? { tableLocks: true, transactionalDdl: true }) };
      const found: Finding[] = [...(await lintFiles([{ name: "s.sql", text: sql }], { technology: "postgresql", version: 18, ...options })).findings];
      // Advice (info) fails nothing, so it neither finds a danger nor raises an alarm.
      const claims = found.filter(({ category, code, severity }) => severity !== "info" && (category === "rewrite" || category === "scan" || code === "ban-truncate"));
      if (isDangerous(sql, observed)) {
        dangerous += 1;
        if (claims.length === 0) missed.push(`${sql}: ${found.map(({ code, message }) => (code === "statement-refused" ? message : code)).join(", ")}`);
      } else {
        harmless += 1;
        if (claims.length > 0 && !sql.startsWith("truncate")) alarms.push(`${sql}: ${claims.map(({ severity, code }) => `${severity} ${code}`).join(", ")}`);
      }
    }
    console.log(`lint-measured by ${mode}: ${dangerous - missed.length}/${dangerous} dangerous found, ${alarms.length} false alarms of ${harmless}`);
    for (const sql of missed) console.log(`  missed: ${sql}`);
    for (const sql of alarms) console.log(`  alarm: ${sql}`);
  }
  await sandbox.close();
}

/** Rows written or read under a lock that stops writers; a materialized view has readers only. */
function isDangerous(sql: string, observed: string): boolean {
  if (sql.startsWith("vacuum full")) return true;
  const strong = /\b(?:t|u|mv):(?:AccessExclusive|ShareRowExclusive|Share)\b/.test(observed);
  return strong && /REWRITE|SCAN [1-9]/.test(observed);
}
