import { commentText, scriptText } from "../../source-text";
import { isIrreversible, noWayBack, oneSwitch, padded } from "../statement-text";
import { oneStringIsOneTransaction, written, type MigrationTool, type ReleasedMigration, type ToolContext } from "../tool";

/** Knex 3, as CommonJS, which every project can load. */
export const knex: MigrationTool = {
  id: "knex", label: "Knex",
  notes: () => ["`knex migrate:latest` and `knex migrate:down`, with `migrations.directory` set to this folder."],
  write: (migrations, context) => written(migrations.map((migration) => ({ of: migration.name, path: `${padded(migration.version, 6)}_${migration.slug}.js`, text: module(migration, context) }))),
};

function module(migration: ReleasedMigration, context: ToolContext): string {
  const { transaction, up, down } = oneSwitch(migration);
  const calls = (statements: readonly string[]): string => statements.map((sql) => `  await ${call(sql, context)};\n`).join("");
  return `${migration.head.map((line) => `// ${commentText(line)}\n`).join("")}${transaction ? "" : "exports.config = { transaction: false };\n\n"}exports.up = async function up(knex) {
${calls(up)}};

exports.down = async function down(knex) {
${isIrreversible(migration) ? `  throw new Error(${scriptText(noWayBack)});\n` : calls(down)}};
${[...up, ...down].some((sql) => isBeyondRaw(sql, context)) ? exact : ""}`;
}

/** For PostgreSQL Knex takes a question mark for a value's place unless a backslash stands before it, and takes backslashes before one away. */
function isBeyondRaw(sql: string, context: ToolContext): boolean {
  return oneStringIsOneTransaction(context) && sql.includes("\\?");
}

function call(sql: string, context: ToolContext): string {
  if (isBeyondRaw(sql, context)) return `exact(knex, ${scriptText(sql)})`;
  return `knex.raw(${scriptText(oneStringIsOneTransaction(context) ? sql.replaceAll("?", "\\?") : sql)})`;
}

const exact = `
/** Sends a text that knex.raw would change: it reads a backslash before a question mark as its own. */
async function exact(knex, sql) {
  const connection = await knex.client.acquireConnection();
  try {
    await connection.query(sql);
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
`;
