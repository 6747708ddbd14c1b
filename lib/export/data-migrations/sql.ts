import { fail, succeed } from "../../model";
import type { DataMigrationLanguage } from "./data-migration";
import { batchEngine } from "./engines";
import { noScript } from "./no-script";
import { batchTexts } from "./texts";

/** SQL: a procedure that commits where the database has such, else one batch that is run again and again. */
export const sql: DataMigrationLanguage = {
  id: "sql", label: "SQL", extension: "sql",
  write(input) {
    const engine = batchEngine(input.target.capabilities);
    return engine === undefined ? fail(noScript(input)) : succeed(engine.sql(batchTexts(input)));
  },
};
