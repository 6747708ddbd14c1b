import { commentText, pythonText } from "../../source-text";
import { isIrreversible, oneSwitch, padded } from "../statement-text";
import { written, type MigrationTool, type ReleasedMigration, type ToolFile } from "../tool";

/** Django: RunSQL with lists, which Django does not split. */
export const django: MigrationTool = {
  id: "django", label: "Django",
  notes: () => [
    "Put the files into the `migrations` package of an app: `python manage.py migrate`. They find the app's label by where they lie.",
    "Django does not learn models from them; use it for tables that models with `managed = False` describe, or wrap them in SeparateDatabaseAndState.",
  ],
  write(migrations, { earlier }) {
    let before = lastOf(earlier);
    const files: ToolFile[] = migrations.map((migration) => {
      const name = `${padded(migration.version, 4)}_${migration.slug}`;
      const file = { of: migration.name, path: `${name}.py`, text: migrationFile(migration, before) };
      before = name;
      return file;
    });
    return written([{ path: "__init__.py", text: "" }, ...files]);
  },
};

function lastOf(files: readonly ToolFile[]): string | undefined {
  return files.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)).filter((name) => /^\d.*\.py$/.test(name)).sort().at(-1)?.replace(/\.py$/, "");
}

function migrationFile(migration: ReleasedMigration, before: string | undefined): string {
  const { transaction, up, down } = oneSwitch(migration);
  const list = (statements: readonly string[]): string => (statements.length === 0 ? "[]" : `[\n${statements.map((sql) => `                ${pythonText(sql)},\n`).join("")}            ]`);
  const back = isIrreversible(migration) ? "" : `\n            reverse_sql=${down.length === 0 ? "migrations.RunSQL.noop" : list(down)},`;
  const operation = up.length === 0 && down.length === 0 ? "" : `
        migrations.RunSQL(
            sql=${up.length === 0 ? "migrations.RunSQL.noop" : list(up)},${back}
        ),`;
  return `${migration.head.map((line) => `# ${commentText(line)}\n`).join("")}from django.db import migrations

APP = __name__.split(".")[-3]


class Migration(migrations.Migration):
    atomic = ${transaction ? "True" : "False"}
    dependencies = [${before === undefined ? "" : `(APP, ${pythonText(before)})`}]
    operations = [${operation}
    ]
`;
}
