import { describe, expect, it } from "vitest";
import { sqlite } from "../targets/sqlite";
import { documentInput } from "./document-input";
import { resolve } from "./resolve";
import { templates } from "./templates";

const [template] = templates;
if (template === undefined) throw new Error("There is no template");
const { design } = resolve(template.build(sqlite));
const titleOf = (name: string, content: string): string | undefined => documentInput(design, sqlite, [{ name, content }]).migrations[0]?.title;

describe("the document's list of migrations", () => {
  it.each([
    ["001_create_users.sql", "-- Add table users\n", "Initial schema"],
    ["002_add_mail.sql", "-- Add column users.mail\n\n-- +migrate Up\n", "Add column users.mail"],
    ["00003_drop_old_mail.sql", "-- +goose Up\nSELECT 1;\n", "Drop old mail"],
    ["V2_1__add_index.sql", "CREATE INDEX x ON y (z);\n", "Add index"],
    ["20260101120000_first/migration.sql", "CREATE TABLE t (a int);\n", "First"],
    ["20260101120000_add-note.sql", "-- migrate:up\n", "Add note"],
    ["7.sql", "SELECT 1;\n", "7.sql"],
  ])("says of %s what it does", (name, content, title) => expect(titleOf(name, content)).toBe(title));
});

it("the diagram in documents has the types in the target's words", () => {
  const { diagramSvg = "" } = documentInput(design, sqlite, []);
  const [column] = design.schema.tables[0]?.columns ?? [];
  expect(column).toBeDefined();
  for (const table of design.schema.tables) for (const { type } of table.columns) expect(diagramSvg).toContain(`>${sqlite.types.print(type, design.schema).replaceAll("'", "&#39;")}<`);
});
