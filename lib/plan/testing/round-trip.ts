import { sameCatalog } from "../../diff";
import type { Schema } from "../../model";
import type { Sandbox } from "../../sandbox/sandbox";
import type { Target } from "../../targets/target";
import { plan } from "../make-plan";
import { migrationStatements } from "../migration-file";

/** Everything that is wrong with the way from base to goal and back when an engine runs it; empty when nothing is. */
export async function roundTrip(target: Target, sandbox: Sandbox, base: Schema, goal: Schema): Promise<string[]> {
  const version = target.versions[0]?.id ?? "";
  const load = async (schema: Schema): Promise<Schema> => {
    await sandbox.reset();
    for (const statement of target.createSchema(schema, version)) await sandbox.run(statement.sql);
    return (await sandbox.introspect()).schema;
  };
  const expected = await load(goal);
  const start = await load(base);
  const { migrations, diagnostics } = plan({ target, version, base, goal });
  if (diagnostics.length > 0) return diagnostics.map((diagnostic) => diagnostic.message);
  const files = { up: migrations, down: migrations.toReversed() };
  for (const [direction, wanted] of [["up", expected], ["down", start], ["up", expected]] as const) {
    for (const file of files[direction]) {
      for (const sql of migrationStatements(file, direction)) {
        try {
          await sandbox.run(sql);
        } catch (error) {
          return [`${direction} refused: ${error instanceof Error ? error.message : String(error)}: ${sql}`];
        }
      }
    }
    const found = sameCatalog((await sandbox.introspect()).schema, wanted);
    if (found.length > 0) return found.map((text) => `${direction}: ${text}`);
  }
  return [];
}
