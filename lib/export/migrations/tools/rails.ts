import { commentText, rubyText } from "../../source-text";
import { isIrreversible, oneSwitch, padded } from "../statement-text";
import { written, type MigrationTool, type ReleasedMigration } from "../tool";

/** Rails: heredocs that read no escapes. Names of classes must differ, so a slug that comes again gets its number. */
export const rails: MigrationTool = {
  id: "rails", label: "Rails",
  notes: () => ["Copy the files to `db/migrate`: `bin/rails db:migrate` and `bin/rails db:rollback`. Set `config.active_record.schema_format = :sql`, so that the dump keeps what Ruby has no words for."],
  write(migrations) {
    const used = new Set<string>();
    return written(migrations.map((migration) => {
      // A constant cannot begin with a digit.
      const plain = /^\d/.test(migration.slug) ? `m_${migration.slug}` : migration.slug;
      const slug = used.has(camel(plain)) ? `${plain}_v${migration.version.toString()}` : plain;
      used.add(camel(slug));
      return { of: migration.name, path: `${padded(migration.version, 3)}_${slug}.rb`, text: migrationClass(migration, camel(slug)) };
    }));
  },
};

/** ActiveSupport's camelize for names of lower-case letters, digits and underscores. */
function camel(slug: string): string {
  return slug.split("_").map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
}

function migrationClass(migration: ReleasedMigration, name: string): string {
  const { transaction, up, down } = oneSwitch(migration);
  return `# frozen_string_literal: true

${migration.head.map((line) => `# ${commentText(line)}\n`).join("")}class ${name} < ActiveRecord::Migration[6.1]
${transaction ? "" : "  disable_ddl_transaction!\n\n"}  def up
${calls(up)}  end

  def down
${isIrreversible(migration) ? "    raise ActiveRecord::IrreversibleMigration\n" : calls(down)}  end
end
`;
}

function calls(statements: readonly string[]): string {
  return statements.map((sql) => {
    const { expression, rest } = rubyText(sql);
    return `    execute ${expression}\n${rest.map((line) => `${line}\n`).join("")}`;
  }).join("");
}
