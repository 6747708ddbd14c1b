import { isJsonObject, type JsonObject, type JsonValue } from "../../model";
import type { NativeFile, NativeMigration, NativeStep } from "../native";
import { comment, driverClasses, javascript, text } from "./javascript";

/** The files of one migration: migrate-mongo's own form (14.0), and beside it the script that moves data. */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const name = `${number}-${migration.slug.replaceAll("_", "-")}`;
  const script: NativeFile[] = migration.data === undefined ? [] : [{ path: `data_migrations/${name}.js`, content: migration.data.content.replaceAll(`node ${migration.slug}.js`, `node data_migrations/${name}.js`), language: "javascript" }];
  const [first, ...more] = script;
  if (migration.steps.length === 0 && first !== undefined) return [first, ...more];
  return [{ path: `migrations/${name}.js`, content: migrateMongo(migration, name), language: "javascript" }, ...script];
}

function migrateMongo(migration: NativeMigration, name: string): string {
  const up = migration.steps.flatMap((step) => stepLines(step, step.up, true));
  const down = migration.steps.toReversed().flatMap((step) => stepLines(step, step.down, false));
  const body = [...up, ...down].join("\n");
  const classes = driverClasses(body);
  const head = [
    migration.title, ...(migration.phase === undefined ? [] : [`Phase: ${migration.phase}`]), ...(migration.before === undefined ? [] : [`Before: ${migration.before}`]),
    ...(migration.data === undefined ? [] : [`Then: node data_migrations/${name}.js`]),
  ];
  return `${head.map((line) => comment(line)).join("\n")}
${classes.length === 0 ? "" : `const { ${classes.join(", ")} } = require("mongodb");\n`}
module.exports = {
  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async up(db) {
${up.join("\n")}
  },

  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async down(db) {
${down.join("\n")}
  },
};
`;
}

function stepLines(step: NativeStep, commands: readonly string[], up: boolean): readonly string[] {
  const notes = up ? step.hazards.map(({ severity, message, safeAlternative }) => comment(`${severity === "error" ? "Danger" : severity === "warning" ? "Mind" : "Note"}: ${message}${safeAlternative === undefined ? "" : ` ${safeAlternative}`}`, "    "))
    : step.reversibility.kind === "lossy" ? [comment(`Lossy: ${step.reversibility.what}.`, "    ")] : step.reversibility.kind === "irreversible" ? [comment(`There is no way back: ${step.reversibility.why}.`, "    ")] : [];
  return [...(up ? [comment(step.title, "    ")] : []), ...notes, ...commands.flatMap((command) => callOf(command).split("\n").map((line) => `    ${line}`))];
}

/** A command as the driver's own call where it has one. */
export function callOf(command: string): string {
  const parsed: JsonValue = JSON.parse(command);
  if (!isJsonObject(parsed)) throw new Error("A command is an object");
  const [[verb, subject] = ["", null], ...rest] = Object.entries(parsed);
  const options: JsonObject = Object.fromEntries(rest);
  const name = typeof subject === "string" ? subject : "";
  const collection = `db.collection(${text(name)})`;
  switch (verb) {
    case "create": return `await db.createCollection(${text(name)}, ${javascript(options)});`;
    case "drop": return `await db.dropCollection(${text(name)});`;
    case "createIndexes": return `await ${collection}.createIndexes(${javascript(options["indexes"] ?? [])});`;
    case "dropIndexes": return `await ${collection}.dropIndex(${javascript(options["index"] ?? "")});`;
    case "renameCollection": return `await db.renameCollection(${text(name)}, ${javascript(options["to"] ?? "")});`;
    case "aggregate": return `await ${collection}.aggregate(${javascript(options["pipeline"] ?? [])}).toArray();`;
    case "insert": return `await ${collection}.insertMany(${javascript(options["documents"] ?? [])});`;
    default: return `await db.command(${javascript(parsed)});`;
  }
}
