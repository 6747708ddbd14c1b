import { describe, expect, it } from "vitest";
import { openSandbox } from "../../sandbox";
import { provableTargets } from "../../sandbox/testing/provable-targets";
import { resolve } from "../resolve";
import { templates } from "../templates";
import { TestEditor } from "../testing/editor";
import { toEntries } from "../to-entries";
import { addObject, renameColumn, renameEnum, renameTable } from "./index";

/** How an engine checks a query without running it. */
const check: Readonly<Record<string, (query: string, i: number) => string>> = {
  postgresql: (query, i) => `PREPARE pattern_${i} AS ${query}`,
  sqlite: (query) => `EXPLAIN ${query}`,
  // Parameters are question marks to a prepared statement; what it is prepared from is a text.
  mysql: (query, i) => `PREPARE pattern_${i} FROM '${query.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
};

describe.each(provableTargets)("in $label", (target) => {
  it.each(templates)("$title still loads, with all queries and a view, when every table, column and enum has another name", { timeout: 120_000 }, async (template) => {
    const sandbox = await openSandbox(target.id);
    try {
      const written = resolve(template.build(target)).design;
      for (const statement of target.createSchema(written.schema)) await sandbox.run(statement.sql);
      // As an import gives it: expressions in the engine's own spelling, casts and all.
      const imported = (await sandbox.introspect()).schema;
      const byName = new Map(imported.tables.map((table) => [table.name, table.id]));
      const patterns = written.patterns.map((pattern) => {
        const tableId = byName.get(written.schema.tables.find((table) => table.id === pattern.tableId)?.name ?? "");
        const { tableId: _, ...rest } = pattern;
        return tableId === undefined ? rest : { ...rest, tableId };
      });
      const editor = new TestEditor(toEntries(imported, undefined, { target: target.id }, patterns));
      for (const [i, pattern] of patterns.entries()) {
        if (pattern.query?.startsWith("SELECT") === true && !/[$?]/.test(pattern.query)) editor.run(addObject, { kind: "view", name: `view_${i}`, definition: `CREATE VIEW view_${i} AS ${pattern.query}` });
      }
      for (const type of editor.design.schema.enums) editor.run(renameEnum, { enumId: type.id, name: `${type.name} kind` });
      for (const table of editor.design.schema.tables) editor.run(renameTable, { tableId: table.id, name: `${table.name} Table` });
      for (const table of editor.design.schema.tables) for (const column of table.columns) editor.run(renameColumn, { columnId: column.id, name: `${column.name} "Column"` });

      await sandbox.reset();
      const { design } = editor;
      for (const statement of target.createSchema(design.schema)) await sandbox.run(statement.sql);
      for (const [i, pattern] of design.patterns.entries()) await sandbox.query(check[target.id]?.(pattern.query ?? "", i) ?? "");
      const found = (await sandbox.introspect()).schema;
      expect(found.tables.length).toBe(imported.tables.length);
      expect(found.tables.flatMap((table) => table.columns.map((column) => column.name)).every((name) => name.endsWith(' "Column"'))).toBe(true);
    } finally {
      await sandbox.close();
    }
  });
});
