import { commentText, pythonText } from "../../source-text";
import { isIrreversible, noWayBack, padded } from "../statement-text";
import { written, type MigrationTool, type ReleasedMigration, type ToolFile } from "../tool";

/** Alembic: a chain of revisions. */
export const alembic: MigrationTool = {
  id: "alembic", label: "Alembic",
  notes: () => ["Put `versions/` into your Alembic folder (or name it in `version_locations`): `alembic upgrade head` and `alembic downgrade -1`."],
  write(migrations, { earlier }) {
    let before = headOf(earlier);
    return written(migrations.map((migration) => {
      const revision = padded(migration.version, 4);
      const file = { of: migration.name, path: `versions/${revision}_${migration.slug}.py`, text: revisionFile(migration, revision, before) };
      before = revision;
      return file;
    }));
  },
};

/** The revision of earlier files that no other follows. */
function headOf(files: readonly ToolFile[]): string | undefined {
  const followed = new Set<string>();
  const revisions: string[] = [];
  for (const { text } of files) {
    const revision = /^revision\s*(?::[^=\n]*)?=\s*['"]([^'"]+)['"]/m.exec(text)?.[1];
    if (revision !== undefined) revisions.push(revision);
    for (const match of (/^down_revision\s*(?::[^=\n]*)?=\s*(.*)$/m.exec(text)?.[1] ?? "").matchAll(/['"]([^'"]+)['"]/g)) followed.add(match[1] ?? "");
  }
  return revisions.findLast((revision) => !followed.has(revision));
}

function revisionFile(migration: ReleasedMigration, revision: string, before: string | undefined): string {
  const title = migration.head.map((line) => commentText(line).replaceAll("\\", "\\\\").replaceAll('"', "'"));
  return `"""${[...(title.length > 0 ? title : [migration.slug]), "", `Revision ID: ${revision}`, `Revises: ${before ?? ""}`].join("\n")}
"""
from alembic import op

revision = ${pythonText(revision)}
down_revision = ${before === undefined ? "None" : pythonText(before)}
branch_labels = None
depends_on = None


def upgrade():
${body(migration.up, migration.transaction.up, "    pass")}


def downgrade():
${body(migration.down, migration.transaction.down, isIrreversible(migration) ? `    raise NotImplementedError(${pythonText(noWayBack)})` : "    pass")}
`;
}

function body(statements: readonly string[], transaction: boolean, nothing: string): string {
  if (statements.length === 0) return nothing;
  const indent = transaction ? "    " : "        ";
  const calls = statements.map((sql) => `${indent}op.execute(${pythonText(withoutBinds(sql))})`);
  return (transaction ? calls : ["    with op.get_context().autocommit_block():", ...calls]).join("\n");
}

/** `op.execute` reads a colon with a name as a place for a value unless a backslash stands before it (SQLAlchemy's text()). */
function withoutBinds(sql: string): string {
  return sql.replaceAll(/\\:[\p{L}\p{N}_$]*(?![:\p{L}\p{N}_$])|(?<![:\p{L}\p{N}_$\\]):[\p{L}\p{N}_$]+(?![:\p{L}\p{N}_$])/gu, "\\$&");
}
