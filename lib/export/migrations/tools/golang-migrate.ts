import { pieces } from "../pieces";
import { comments, noWayBack, padded, transactionScript } from "../statement-text";
import { written, type MigrationTool, type ToolContext } from "../tool";

/** MySQL's changes of the schema commit by themselves: a transaction around them says what is not so. */
function begins({ capabilities }: ToolContext): boolean {
  return capabilities.scripts === "psql" || capabilities.scripts === "sqlite3";
}

/** golang-migrate 4: two files; each is sent as one string, and nobody begins a transaction on PostgreSQL. */
export const golangMigrate: MigrationTool = {
  id: "golang-migrate", label: "golang-migrate",
  notes: (context) => [
    "`migrate -path migrations -database URL up` and `migrate -path migrations -database URL down 1`.",
    ...(context.capabilities.scripts === "sqlite3" ? ["The files begin their own transactions, since some cannot run in one: add `?x-no-tx-wrap=true` to the URL."] : []),
    ...(begins(context) ? [] : ["Add `?multiStatements=true` to the URL."]),
  ],
  write: (migrations, context) => written(pieces(migrations, context).flatMap((piece) => {
    const name = `${padded(piece.version, 6)}_${piece.slug}`;
    const text = (statements: readonly string[], inside: boolean, nothing: string): string =>
      // An empty file is taken for a missing one.
      statements.length === 0 ? `-- ${nothing}\nSELECT 1;\n` : transactionScript(statements, inside && begins(context));
    return [
      { of: piece.migration.name, path: `${name}.down.sql`, text: text(piece.down, piece.transaction.down, piece.up.length > 0 && piece.migration.down.length === 0 ? noWayBack : "Nothing to do.") },
      { of: piece.migration.name, path: `${name}.up.sql`, text: `${comments(piece.migration)}${text(piece.up, piece.transaction.up, "Nothing to do.")}` },
    ];
  })),
};
