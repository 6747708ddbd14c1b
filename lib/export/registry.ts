import { csv } from "./formats/csv";
import { dbml } from "./formats/dbml";
import { designDocument } from "./formats/design-document";
import { designDocumentHtml } from "./formats/design-document-html";
import { json } from "./formats/json";
import { mermaid } from "./formats/mermaid";
import { sql } from "./formats/sql";
import type { ExportFormat } from "./input";

/** Every text format, in the order of the menu. A new one adds its line here. */
export const exportFormats: readonly ExportFormat[] = [sql, dbml, mermaid, json, designDocument, designDocumentHtml, csv];

/** The format of an id, or undefined. */
export function findFormat(id: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.id === id);
}
