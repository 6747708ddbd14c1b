import { comments, isIrreversible, padded, script } from "../statement-text";
import { written, type MigrationTool, type ToolContext, type ToolFile } from "../tool";
import { delimited } from "../delimited";

/** Flyway: versioned and undo scripts, with a file of settings beside those that need one. */
export const flyway: MigrationTool = {
  id: "flyway", label: "Flyway",
  notes: () => [
    "`flyway -locations=filesystem:migrations migrate`; `flyway undo` runs the U files and needs a paid edition.",
    "A script with a `.conf` beside it runs outside a transaction, or holds `${...}` that is no placeholder.",
  ],
  write: (migrations, context) => written(migrations.flatMap((migration): readonly ToolFile[] => {
    const name = `${padded(migration.version, 3)}__${migration.slug}.sql`;
    return [
      ...(isIrreversible(migration) ? [] : scriptFiles(migration.name, `U${name}`, "", migration.down, migration.transaction.down, context)),
      ...scriptFiles(migration.name, `V${name}`, comments(migration), migration.up, migration.transaction.up, context),
    ];
  })),
};

function scriptFiles(of: string, path: string, head: string, statements: readonly string[], transaction: boolean, context: ToolContext): readonly ToolFile[] {
  const text = head + (context.capabilities.scripts === "mysql" ? delimited(statements) : script(statements));
  const settings = [
    ...(transaction ? [] : ["executeInTransaction=false"]),
    ...(text.includes("${") ? ["placeholderReplacement=false"] : []),
  ];
  return [{ of, path, text: text === "" ? "-- Nothing to do.\n" : text }, ...(settings.length === 0 ? [] : [{ of, path: `${path}.conf`, text: `${settings.join("\n")}\n` }])];
}
