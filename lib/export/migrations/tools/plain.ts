import { delimited } from "../delimited";
import { comments, isIrreversible, noWayBack, padded, transactionScript } from "../statement-text";
import { written, type MigrationTool, type ToolContext } from "../tool";

/** Scripts for the database's own shell: `up/` and `down/`. */
export const plain: MigrationTool = {
  id: "plain", label: "Plain SQL, up and down",
  notes: () => ["Run the files of `up/` in order with the database's shell (psql -v ON_ERROR_STOP=1 -f, mysql, sqlite3 -bail); those of `down/` backwards."],
  write: (migrations, context) => written(migrations.flatMap((migration) => {
    const name = `${padded(migration.version, 3)}_${migration.slug}.sql`;
    const down = shell(migration.down, migration.transaction.down, context);
    const up = shell(migration.up, migration.transaction.up, context);
    return [
      { of: migration.name, path: `down/${name}`, text: isIrreversible(migration) ? `-- ${noWayBack}\n` : down === "" ? "-- Nothing to do.\n" : down },
      { of: migration.name, path: `up/${name}`, text: `${comments(migration)}${up === "" ? "-- Nothing to do.\n" : up}` },
    ];
  })),
};

function shell(statements: readonly string[], transaction: boolean, { capabilities: { scripts } }: ToolContext): string {
  return scripts === "mysql" ? delimited(statements) : transactionScript(statements, transaction);
}
