import { dbml } from "@/lib/export/formats/dbml";
import { schemaStatements } from "@/lib/export/formats/sql";
import type { Schema } from "@/lib/model";
import type { Target } from "@/lib/targets/target";

/** The two languages a schema can be read and written in beside the diagram. */
export type SchemaLanguage = "sql" | "dbml";

/** The schema as text. */
export function printDesign(language: SchemaLanguage, schema: Schema, target: Target, version: string): string {
  if (language === "dbml") return dbml.write({ name: "", target, version, rationale: "", schema, migrations: [], patterns: [] });
  const statements = schemaStatements({ target, schema, version });
  return statements.length === 0 ? "" : `${statements.join("\n\n")}\n`;
}
