import { fail, succeed } from "../../model";
import { batchPlace, type BatchStatement } from "../../plan/backfill";
import { commentText, pythonText } from "../source-text";
import { dataMigrationName, type DataMigrationLanguage } from "./data-migration";
import type { BatchEngine } from "./engine";
import { batchEngine } from "./engines";
import { keyCondition } from "./key";
import { pythonRunner } from "./python-runner";
import { batchTexts, keyColumns, type BatchTexts } from "./texts";
import { noScript } from "./no-script";

/** Python 3.9 or later: `migrate(batch_size=1000)` for callers, options for the shell. */
export const python: DataMigrationLanguage = {
  id: "python", label: "Python", extension: "py",
  write(input) {
    const engine = batchEngine(input.target.capabilities);
    if (engine === undefined) return fail(noScript(input));
    const texts = batchTexts(input);
    return succeed([head(texts, engine, dataMigrationName(input)), constants(texts, engine), engine.python.functions, pythonRunner].join("\n\n\n") + "\n");
  },
};

function head(texts: BatchTexts, { python: { imports, notes, driver } }: BatchEngine, name: string): string {
  const back = "absent" in texts.rollback ? `There is no way back: ${texts.rollback.absent}` : "Way back: --rollback.";
  return `"""${[
    `${sentence(texts.title)}`,
    "",
    `Walks ${texts.sourceName} in batches by its key (${texts.key.map((column) => column.name).join(", ")}). Each batch and its place in`,
    "strata_data_migrations are one transaction, so a run that was stopped goes on where it was, and two runs at once share the work.",
    `Driver: ${driver}. ${back}`,
    ...notes,
    "",
    `    python ${name}.py --dsn ... --dry-run`,
    `    python ${name}.py --dsn ... --batch-size 1000 --pause 0.1`,
  ].map(docText).join("\n")}
"""
from __future__ import annotations

import argparse
import json
import math
import os
import random
import sys
import time
from dataclasses import dataclass
${imports.join("\n")}`;
}

/** Text within the head's triple quotes. */
function docText(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return indent + commentText(line).replaceAll("\\", "\\\\").replaceAll('"', "'");
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function constants(texts: BatchTexts, engine: BatchEngine): string {
  const { mark } = engine.python;
  // Where the driver's mark is %s, a percent sign of ours is written twice.
  const sent = (sql: string): string => (mark === "%s" ? sql.replaceAll("%", "%%") : sql);
  const form = (alias?: string) => ({
    columns: keyColumns(texts, alias).map(sent),
    key: { rows: engine.rows, place: (i: number) => engine.bind(mark, texts.key[i]?.kind ?? "text") },
  });
  const condition = (operator: ">" | "<=", alias?: string): string => {
    const { columns, key } = form(alias);
    const { sql, order } = keyCondition(columns, operator, key);
    return `(${pythonText(sql)}, (${order.map((i) => `${i},`).join(" ")}))`;
  };
  const columns = keyColumns(texts);
  const values = texts.key.flatMap(({ column, kind }) => engine.fetch(`batch.${column}`, kind)).map(sent);
  const next = (where: string): string => pythonText([
    `SELECT count(*) OVER (), ${values.join(", ")}`,
    `FROM (SELECT ${columns.map(sent).join(", ")} FROM ${sent(texts.source)}${where} ORDER BY ${columns.map(sent).join(", ")} LIMIT ${mark}) AS batch`,
    `ORDER BY ${columns.map((column) => `batch.${sent(column)} DESC`).join(", ")} LIMIT 1`,
  ].join("\n"));
  const { columns: own, key } = form();
  return [
    `NAME = ${pythonText(texts.name)}`,
    `SOURCE = ${pythonText(texts.source)}`,
    `BATCH = ${pythonText(batchPlace)}`,
    `MARK = ${pythonText(mark)}`,
    "# The end of the next batch: first of all, and after a key. Then what holds for keys after one, and up to one.",
    `FIRST = ${next("")}`,
    `NEXT = ${next(` WHERE ${keyCondition(own, ">", key).sql}`)}`,
    `CREATE_PROGRESS = ${pythonText(engine.createProgress)}`,
    "",
    "",
    "@dataclass(frozen=True)",
    "class Job:",
    "    direction: str",
    "    statement: str",
    "    remaining: str",
    "    after: tuple",
    "    up_to: tuple",
    "",
    "",
    `AFTER_KEY = ${condition(">")}`,
    job("FORWARD", "forward", texts.apply, condition),
    "absent" in texts.rollback ? "BACKWARD = None" : job("BACKWARD", "rollback", texts.rollback, condition),
    `NO_ROLLBACK = ${"absent" in texts.rollback ? pythonText(texts.rollback.absent) : "None"}`,
  ].join("\n");
}

function job(name: string, direction: string, statement: BatchStatement, condition: (operator: ">" | "<=", alias?: string) => string): string {
  return [
    `${name} = Job(`,
    `    direction=${pythonText(direction)},`,
    `    statement=${pythonText(statement.sql)},`,
    `    remaining=${pythonText(statement.remaining)},`,
    `    after=${condition(">", statement.alias)},`,
    `    up_to=${condition("<=", statement.alias)},`,
    ")",
  ].join("\n");
}
