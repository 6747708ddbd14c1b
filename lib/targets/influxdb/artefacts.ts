import type { NativeFile } from "../native/native";
import { migrate } from "./migrate";
import { copyTool } from "./data-script";
import { plain } from "./files";
import { taskFlux, trigger, downsampled } from "./commands";
import { editionOf, tableName, type InModel } from "./model";
import { slug } from "./names";

/** The shape as files: commands that set it up, points as they are written, a query per pattern, tasks, and the tool that copies points. */
export function artefacts(model: InModel): readonly NativeFile[] {
  const edition = editionOf(model.version);
  const file = (path: string, content: string, language: string): NativeFile => ({ path, content: content.endsWith("\n") ? content : `${content}\n`, language });
  const commands = migrate(undefined, model).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up));
  const names = new Set<string>();
  const unique = (name: string): string => {
    let given = slug(name);
    for (let i = 2; names.has(given); i += 1) given = `${slug(name)}_${i}`;
    names.add(given);
    return given;
  };
  const tables = model.tables.map((table) => ({ table, path: unique(tableName(table)) }));
  const ending = { sql: "sql", influxql: "influxql", flux: "flux" } as const;
  return [
    file("setup.sh", `#!/bin/sh\n# Sets up an empty server.\nset -eu\n${commands.map((command) => `\n${command}\n`).join("")}`, "shell"),
    ...tables.map(({ table, path }) => file(`line_protocol/${path}.lp`, table.samples.join("\n"), "plaintext")),
    ...model.queries.map(({ slug: path, name, language, text }) => file(`queries/${path}.${ending[language]}`, `${language === "flux" ? "//" : "--"} ${name.replaceAll(/[\r\n\u2028\u2029]+/g, " ")}\n${text}`, language === "flux" ? "plaintext" : "sql")),
    ...(edition.three ? [] : tables.filter(({ table }) => table.downsample !== undefined).map(({ table, path }) => file(`tasks/${path}.flux`, taskFlux(table), "plaintext"))),
    file("copy.mjs", copyTool(edition), "javascript"),
    file("README.md", readme(model), "markdown"),
  ];
}

function readme({ tables, version }: InModel): string {
  const edition = editionOf(version);
  const counted = tables.filter(({ downsample }) => downsample !== undefined);
  return [
    `# InfluxDB ${version === "2" ? "2" : version === "3-core" ? "3 Core" : "3 Enterprise"}`, "",
    `| ${edition.three ? "database | table" : "bucket | measurement"} | tags, in the order of their priority | fields | kept |`, "|---|---|---|---|---|",
    ...tables.map((table) => `| ${plain(table.database)} | ${plain(tableName(table))} | ${table.columns.filter(({ role }) => role === "tag").map(({ name }) => plain(name)).join(", ")} | ${table.columns.filter(({ role, retired }) => role === "field" && !retired).map(({ name, type }) => `${plain(name)} ${type}`).join(", ")} | ${table.retention === null ? "for ever" : `${table.retention} days`} |`), "",
    "Everything without a time, and what is changed or looked up by id, stays in the relational store; points carry its ids as tags.", "",
    "## What to know", "",
    "- A point is its table, its tags and its time: written again, it takes the fields of the later write.",
    edition.three ? "- Columns can be added (`influxdb3 update table`), never taken out, renamed or changed in type: another type is another column, and the old one is no longer written." : "- A field has one type in a shard: another type is refused (field type conflict), so it is another field.",
    ...(edition.id === "3-core" ? ["- Retention belongs to the database and is settled when that is made: another retention is another database, and the points are copied.", "- At most 5 databases, 2000 tables and 500 columns of a table; a query reads about 72 hours (432 files of 10 minutes) unless it is asked for more."] : []),
    ...(edition.id === "3-enterprise" ? ["- Retention belongs to the table and can be changed.", "- Rows can be deleted by time and tags, within a day."] : []),
    ...(edition.three ? ["- Deleting is soft: a database or table is gone from queries at once, and from disk later (`--hard-delete now`: at once). The command may ask to be confirmed.", "- Texts of tags hold no newline."] : ["- Every combination of tag values is a series that is held in memory."]), "",
    ...(counted.length === 0 || !edition.three ? [] : ["## Counting up", "", "By the downsampler plugin of the processing engine (`influxdb3 serve --plugin-dir ...`):", "", "```sh", ...counted.map(trigger), "```", "", `What is counted up stands in ${counted.map((table) => plain(downsampled(table))).join(", ")}.`, ""]),
    "## Writing", "", "```sh", ...tables.map((table) => (edition.three ? `influxdb3 write --database ${table.database} --precision ns --file line_protocol/${slug(tableName(table))}.lp` : `influx write --bucket ${table.database} --precision ns --file line_protocol/${slug(tableName(table))}.lp`)), "```", "",
  ].join("\n");
}
