import { dbml } from "@/lib/export/formats/dbml";
import { sql } from "@/lib/export/formats/sql";
import type { Schema } from "@/lib/model";
import type { Target } from "@/lib/targets/target";

/** The two languages a schema can be read and written in beside the diagram. */
export type SchemaLanguage = "sql" | "dbml";

const writers = { sql, dbml };

/** The schema as text. */
export function printDesign(language: SchemaLanguage, schema: Schema, target: Target, version: string): string {
  return writers[language].write({ name: "", target, version, rationale: "", schema, migrations: [], patterns: [] });
}
