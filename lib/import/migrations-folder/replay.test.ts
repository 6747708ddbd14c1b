import { describe, expect, test } from "vitest";
import { openSandbox } from "../../sandbox";
import { sqlite } from "../../targets/sqlite";
import { byName } from "../../targets/testing/by-name";
import { importText } from "../import-text";
import { detectFolderTool, type FolderFile } from "./index";
import { adoptFolder } from "./replay";

const open = { openSandbox };

/** A small history of each tool as its own documentation shows it, with one thing that no SQL stands for where the tool allows such. */
const folders: readonly { readonly tool: string; readonly files: readonly FolderFile[]; readonly order: readonly string[]; readonly lines?: readonly (readonly [file: string, line: number])[] }[] = [
  {
    tool: "goose", order: ["00001_users.sql", "00010_posts.sql"],
    files: [
      { path: "00010_posts.sql", text: "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE posts;\n" },
      { path: "00001_users.sql", text: "-- +goose Up\nCREATE TABLE users (\n  id INTEGER PRIMARY KEY, -- the id\n  email TEXT NOT NULL\n);\nCREATE UNIQUE INDEX users_email ON users (email);\n\n-- +goose Down\nDROP TABLE users;\n" },
    ],
  },
  {
    tool: "dbmate", order: ["db/migrations/20200101000000_users.sql", "db/migrations/20200102000000_posts.sql"].map((path) => path.slice("db/migrations/".length)),
    files: [
      { path: "db/schema.sql", text: "-- dump\n" },
      { path: "db/migrations/20200101000000_users.sql", text: "-- migrate:up\nCREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\nCREATE UNIQUE INDEX users_email ON users (email);\n\n-- migrate:down\nDROP TABLE users;\n" },
      { path: "db/migrations/20200102000000_posts.sql", text: "-- migrate:up transaction:false\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');\n-- migrate:down\n" },
    ],
  },
  {
    tool: "golang-migrate", order: ["9_users.down.sql", "9_users.up.sql", "10_posts.up.sql"],
    files: [
      { path: "migrations/10_posts.up.sql", text: "BEGIN;\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');\nCOMMIT;\n" },
      { path: "migrations/9_users.up.sql", text: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\nCREATE UNIQUE INDEX users_email ON users (email);" },
      { path: "migrations/9_users.down.sql", text: "DROP TABLE users;" },
    ],
  },
  {
    tool: "flyway", order: ["V1.9__users.sql", "V1.10__posts.sql", "V1.10__posts.sql.conf", "R__view.sql"],
    files: [
      { path: "R__view.sql", text: "DROP VIEW IF EXISTS v;\nSELECT 1;" },
      { path: "V1.10__posts.sql", text: "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');" },
      { path: "V1.10__posts.sql.conf", text: "executeInTransaction=false\n" },
      { path: "V1.9__users.sql", text: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\nCREATE UNIQUE INDEX users_email ON users (email);" },
    ],
  },
  {
    tool: "liquibase", order: ["changes/001.sql"],
    files: [
      { path: "changelog.xml", text: "<databaseChangeLog><includeAll path=\"changes\"/></databaseChangeLog>" },
      { path: "changes/001.sql", text: "--liquibase formatted sql\n\n--changeset ann:1\n--comment users\nCREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\nCREATE UNIQUE INDEX users_email ON users (email);\n--rollback DROP TABLE users;\n\n--changeset ann:2 endDelimiter:/\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b')\n/\n/* liquibase rollback\nDROP TABLE posts;\n*/\n" },
    ],
  },
  {
    tool: "prisma", order: ["20200101000000_users/migration.sql", "20200102000000_posts/migration.sql"],
    files: [
      { path: "prisma/schema.prisma", text: "model User {}" },
      { path: "prisma/migrations/migration_lock.toml", text: "provider = \"sqlite\"" },
      { path: "prisma/migrations/20200102000000_posts/migration.sql", text: "-- CreateTable\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');\n" },
      { path: "prisma/migrations/20200101000000_users/migration.sql", text: "-- CreateTable\nCREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\n\n-- CreateIndex\nCREATE UNIQUE INDEX users_email ON users (email);\n" },
    ],
  },
  {
    tool: "alembic", order: ["versions/f00_users.py", "versions/abc_posts.py", "versions/bad_more.py"], lines: [["versions/bad_more.py", 9]],
    files: [
      { path: "alembic/env.py", text: "from alembic import context\n" },
      { path: "alembic/versions/abc_posts.py", text: "\"\"\"posts\"\"\"\nfrom alembic import op\nrevision: str = 'abc'\ndown_revision: str = 'f00'\n\nSQL = \"\"\"\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');\n\"\"\"\n\n\ndef upgrade():\n    op.execute(SQL)\n\n\ndef downgrade():\n    op.execute('DROP TABLE posts')\n" },
      { path: "alembic/versions/f00_users.py", text: "import sqlalchemy as sa\nfrom alembic import op\nrevision = 'f00'\ndown_revision = None\n\ndef upgrade() -> None:\n    conn = op.get_bind()\n    conn.execute(sa.text('CREATE TABLE users '\n        '(id INTEGER PRIMARY KEY, email TEXT NOT NULL)'))\n    op.execute(\"CREATE UNIQUE INDEX users_email ON users (email)\")\n\ndef downgrade():\n    pass\n" },
      { path: "alembic/versions/bad_more.py", text: "from alembic import op\nimport sqlalchemy as sa\n\nrevision = 'bad'\ndown_revision = 'abc'\n\n\ndef upgrade():\n    op.add_column('users', sa.Column('x', sa.Integer()))\n\n\ndef downgrade():\n    op.drop_column('users', 'x')\n" },
    ],
  },
  {
    tool: "django", order: ["0001_initial.py", "0002_posts.py"], lines: [["0002_posts.py", 8]],
    files: [
      { path: "shop/migrations/__init__.py", text: "" },
      { path: "shop/migrations/0002_posts.py", text: "from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n    dependencies = [('shop', '0001_initial')]\n    operations = [\n        migrations.RunSQL([\"CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b')\"], migrations.RunSQL.noop),\n        migrations.AddField(model_name='user', name='x', field=models.IntegerField()),\n    ]\n" },
      { path: "shop/migrations/0001_initial.py", text: "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    initial = True\n    dependencies = []\n    operations = [\n        migrations.RunSQL(\n            sql=\"\"\"CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\n            CREATE UNIQUE INDEX users_email ON users (email);\"\"\",\n            reverse_sql='DROP TABLE users',\n        ),\n    ]\n" },
    ],
  },
  {
    tool: "rails", order: ["20200101000000_create_users.rb", "20200102000000_create_posts.rb"], lines: [["20200102000000_create_posts.rb", 6]],
    files: [
      { path: "db/migrate/20200102000000_create_posts.rb", text: "class CreatePosts < ActiveRecord::Migration[7.1]\n  def change\n    execute 'CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT \\'a;b\\')'\n\n    # A call of Rails.\n    add_column :users, :x, :integer\n  end\nend\n" },
      { path: "db/migrate/20200101000000_create_users.rb", text: "class CreateUsers < ActiveRecord::Migration[7.1]\n  disable_ddl_transaction!\n  def up\n    execute <<~SQL\n      CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\n      CREATE UNIQUE INDEX users_email ON users (email);\n    SQL\n  end\n  def down\n    execute \"DROP TABLE users\"\n  end\nend\n" },
    ],
  },
  {
    tool: "knex", order: ["20200101_users.js", "20200102_posts.ts"], lines: [["20200102_posts.ts", 6]],
    files: [
      { path: "migrations/20200102_posts.ts", text: "import type { Knex } from \"knex\";\n\nexport async function up(knex: Knex): Promise<void> {\n  // posts\n  await knex.schema.raw(\"CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b')\");\n  await knex.schema.alterTable(\"users\", (t) => { t.integer(\"x\"); });\n}\n\nexport async function down(knex: Knex): Promise<void> {\n  await knex.raw(\"DROP TABLE posts\");\n}\n" },
      { path: "migrations/20200101_users.js", text: "exports.up = (knex) => knex.raw(`CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL)`)\n  .then(() => knex.raw('CREATE UNIQUE INDEX users_email ON users (email)'));\nexports.down = (knex) => knex.raw('DROP TABLE users');\n" },
    ],
  },
  {
    tool: "plain", order: ["1_users.sql", "2_posts.sql"],
    files: [
      { path: "sql/2_posts.sql", text: "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');" },
      { path: "sql/1_users.sql", text: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\nCREATE UNIQUE INDEX users_email ON users (email);" },
    ],
  },
];

const whole = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL); CREATE UNIQUE INDEX users_email ON users (email); CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), body TEXT DEFAULT 'a;b');";

describe("a migrations folder is replayed", () => {
  test.each(folders)("of $tool: told by its files, run in its order, kept to the byte, what is no SQL named with its line", async ({ tool, files, order, lines = [] }) => {
    expect(detectFolderTool(files)?.id).toBe(tool);
    const adopted = await adoptFolder({ target: sqlite, files }, open);
    if (!adopted.ok) throw new Error(JSON.stringify(adopted.diagnostics));
    const expected = await importText({ format: "sql", target: sqlite, text: whole }, open);
    expect(byName(adopted.value.schema)).toEqual(expected.ok ? byName(expected.value.schema) : undefined);
    expect(adopted.value.files.map(({ name }) => name)).toEqual(order);
    for (const { name, content } of adopted.value.files) expect(files.find(({ path }) => path.endsWith(name))?.text).toBe(content);
    expect(adopted.value.diagnostics.filter(({ severity }) => severity !== "info").map(({ place }) => [files.some(({ path }) => path === place?.file), place?.file?.slice(-(lines[0]?.[0].length ?? 0)), place?.line])).toEqual(lines.map((line) => [true, ...line]));
  });

  test("names what the engine refuses with its line, and goes on", async () => {
    const files = [
      { path: "001_a.up.sql", text: "BEGIN;\nCREATE TABLE a (id INTEGER);\nCREATE TABEL b (id INTEGER);\nCOMMIT;\n" },
      { path: "002_b.up.sql", text: "CREATE TABLE c (id INTEGER);\n" },
    ];
    const adopted = await adoptFolder({ target: sqlite, files }, open);
    expect(adopted.diagnostics.filter(({ severity }) => severity === "error").map(({ place }) => [place?.file, place?.line])).toContainEqual(["001_a.up.sql", 3]);
    expect(adopted.ok && adopted.value.schema.tables.map(({ name }) => name)).toContain("c");
  });

  test("is refused when no tool is told, or nothing in it is SQL", async () => {
    expect((await adoptFolder({ target: sqlite, files: [{ path: "README.md", text: "x" }] }, open)).diagnostics.map(({ code }) => code)).toEqual(["folder-unknown"]);
    const only = await adoptFolder({ target: sqlite, files: [{ path: "db/migrate/1_x.rb", text: "class X < ActiveRecord::Migration[7.0]\n  def change\n    create_table :x\n  end\nend\n" }] }, open);
    expect(only.ok).toBe(false);
    expect(only.diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([["folder-without-sql", undefined], ["folder-not-understood", 3]]);
  });
});
