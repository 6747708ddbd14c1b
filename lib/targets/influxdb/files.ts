import type { NativeFile, NativeMigration } from "../native/native";

/** A migration as a folder: `up.sh` and `down.sh` of the vendor's command, a page for people, and what to look at afterwards. */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const folder = `${number}_${migration.slug}`;
  const shell = (name: string, title: string, commands: readonly string[]): NativeFile => ({ path: `${folder}/${name}`, content: `#!/bin/sh\n# ${title.replaceAll(/[\r\n\u2028\u2029]+/g, " ")}\nset -eu\n${commands.map((command) => `\n${command}\n`).join("")}`, language: "shell" });
  return [
    shell("up.sh", migration.title, migration.steps.flatMap(({ up }) => up)),
    shell("down.sh", `Back: ${migration.title}`, migration.steps.toReversed().flatMap(({ down }) => down)),
    { path: `${folder}/plan.md`, content: page(migration), language: "markdown" },
    { path: `${folder}/checks.json`, content: `${JSON.stringify(checks(migration), null, 2)}\n`, language: "json" },
  ];
}

/** What shows that it was carried out. */
function checks({ steps }: NativeMigration): { readonly command: string; readonly expect: string }[] {
  return steps.flatMap(({ up }) => up).flatMap((command) => {
    const database = / --database (\S+)/.exec(command)?.[1] ?? "";
    const name = command.split(" ").at(-1) ?? "";
    if (command.startsWith("influxdb3 create database")) return [{ command: "influxdb3 show databases", expect: `${name} is listed` }];
    if (command.startsWith("influxdb3 delete database")) return [{ command: "influxdb3 show databases", expect: `${name} is not listed` }];
    if (command.startsWith("influxdb3 create table")) return [{ command: `influxdb3 query --database ${database} "SHOW COLUMNS FROM \\"${name}\\""`, expect: `the columns of ${name}` }];
    if (command.startsWith("influxdb3 delete table")) return [{ command: `influxdb3 query --database ${database} "SHOW TABLES"`, expect: `${name} is not listed` }];
    if (command.startsWith("influx bucket")) return [{ command: "influx bucket list", expect: "the bucket as it is to be" }];
    if (command.startsWith("influx task")) return [{ command: "influx task list", expect: "the task as it is to be" }];
    if (command.startsWith("influxdb3 query") || command.startsWith("influx query")) return [{ command, expect: "nothing missing" }];
    return [];
  });
}

function page({ title, phase, before, steps, data }: NativeMigration): string {
  const lines = [`# ${plain(title)}`, ""];
  if (phase !== undefined) lines.push(`Phase: ${phase}.`, "");
  if (before !== undefined) lines.push(`Before: ${plain(before)}`, "");
  for (const { title: step, up, down, reversibility, hazards } of steps) {
    lines.push(`## ${plain(step)}`, "", `${up.length} ${up.length === 1 ? "command" : "commands"} up, ${down.length} down. ${reversibility.kind === "lossless" ? "The way back loses nothing." : reversibility.kind === "lossy" ? `The way back loses ${plain(reversibility.what)}.` : `No way back: ${plain(reversibility.why)}.`}`, "");
    for (const { severity, message, safeAlternative } of hazards) lines.push(`- ${severity}: ${plain(message)}${safeAlternative === undefined ? "" : ` ${plain(safeAlternative)}`}`);
    if (hazards.length > 0) lines.push("");
  }
  if (data !== undefined) lines.push(`## Data: ${data.slug}.${data.extension}`, "", "Run apart from the commands: begin with `--dry-run`; it goes hour by hour, can be stopped and begun again, and writes no point twice.", "");
  if (steps.length > 0) lines.push("The commands take the server and the token from the environment (INFLUXDB3_HOST_URL and INFLUXDB3_AUTH_TOKEN, or the active `influx config`); `copy.mjs` is the tool beside the schema.", "");
  return lines.join("\n");
}

/** Text of users on one line of Markdown, with nothing in it that Markdown or HTML would read. */
export function plain(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ").replaceAll(/[\\`*[\]<>#|]/g, (mark) => (mark === "<" ? "&lt;" : mark === ">" ? "&gt;" : `\\${mark}`));
}
