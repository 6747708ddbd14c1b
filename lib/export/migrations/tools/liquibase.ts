import type { Diagnostic } from "../../../model";
import { comments, isIrreversible, padded, terminated } from "../statement-text";
import type { MigrationTool, ReleasedMigration, ToolFiles } from "../tool";

/** What Liquibase takes for its own wherever it stands at a line's beginning. */
const ownLine = /^\s*--\s*(?:liquibase|changeset|rollback|comment|preconditions?|precondition-\S+|property|validchecksum|ignorelines|labels)\b/im;

/** Liquibase formatted SQL: one changeset per file, with a delimiter that no statement holds. */
export const liquibase: MigrationTool = {
  id: "liquibase", label: "Liquibase",
  notes: () => [
    "`liquibase --changelog-file=changelog.xml update` and `liquibase --changelog-file=changelog.xml rollback-count 1`.",
    "`${name}` in a text stays as it is as long as no property of that name is given to Liquibase.",
  ],
  write(migrations): ToolFiles {
    const diagnostics: Diagnostic[] = [];
    const files = migrations.map((migration) => {
      if ([...migration.up, ...migration.down].some((sql) => ownLine.test(sql) || sql.includes("\r")) || migration.down.some((sql) => /[\u0085\u2028\u2029]/.test(sql))) {
        diagnostics.push({
          code: "migration-not-expressible", severity: "error", place: { file: migration.name },
          message: `${migration.name} holds a text with a line that Liquibase would take for its own (such as --rollback) or with a line end it does not keep, so it cannot be written as formatted SQL.`,
        });
      }
      return { of: migration.name, path: `changes/${padded(migration.version, 6)}_${migration.slug}.sql`, text: changeset(migration) };
    });
    return { files: [{ path: "changelog.xml", text: changelog }, ...files], diagnostics };
  },
};

function changeset(migration: ReleasedMigration): string {
  const { up, down, transaction } = migration;
  let end = ";;";
  while ([...up, ...down].some((sql) => sql.includes(end))) end += ";";
  // One switch for both directions: what may share a transaction begins its own where the other must not.
  const inside = transaction.up && transaction.down;
  const own = (statements: readonly string[], alone: boolean): readonly string[] => (!inside && alone && statements.length > 0 ? ["BEGIN", ...statements, "COMMIT"] : statements);
  const back = own(down, transaction.down).map((sql) => terminated(sql, `\n${end}`)).join("\n").split("\n").filter((line, i, all) => line !== "" || i < all.length - 1);
  const rollback = down.length > 0 ? back.map((line) => `--rollback ${line}\n`).join("") : isIrreversible(migration) ? "" : "--rollback empty\n";
  const settings = `runInTransaction:${inside} splitStatements:true endDelimiter:${end} rollbackSplitStatements:true rollbackEndDelimiter:${end} stripComments:false`;
  return `--liquibase formatted sql
${comments(migration)}
--changeset strata:${padded(migration.version, 3)}_${migration.slug} ${settings}
${own(up, transaction.up).map((sql) => `${terminated(sql, `\n${end}`)}\n`).join("")}${rollback}`;
}

const changelog = `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
  <includeAll path="changes" relativeToChangelogFile="true"/>
</databaseChangeLog>
`;
