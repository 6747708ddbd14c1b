import type { ImportFormat } from "@/lib/design/wire";

/** What people call the formats. */
export const formatLabels: Readonly<Record<ImportFormat, string>> = { sql: "SQL", dbml: "DBML", json: "Strata JSON", bundle: "Released bundle (zip)", migrations: "Migrations folder (zip)" };
