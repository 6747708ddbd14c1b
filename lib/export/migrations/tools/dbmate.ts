import { pieces } from "../pieces";
import { comments, padded, script, shielded } from "../statement-text";
import { oneStringIsOneTransaction, written, type MigrationTool } from "../tool";

/** dbmate 2: a block is sent as one string; names are ordered as texts. */
export const dbmate: MigrationTool = {
  id: "dbmate", label: "dbmate",
  notes: (context) => [
    "`dbmate --migrations-dir migrations up` and `dbmate --migrations-dir migrations rollback`.",
    ...(oneStringIsOneTransaction(context) ? ["dbmate sends a block as one string, which PostgreSQL runs in one transaction; so statements that refuse one have files of their own."] : []),
  ],
  write: (migrations, context) => written(pieces(migrations, context).map((piece) => {
    const mark = (inside: boolean): string => (inside ? "" : " transaction:false");
    return {
      of: piece.migration.name, path: `${padded(piece.version, 6)}_${piece.slug}.sql`,
      text: `${comments(piece.migration)}\n-- migrate:up${mark(piece.transaction.up)}\n${shielded(script(piece.up))}
-- migrate:down${mark(piece.transaction.down)}\n${shielded(script(piece.down))}`,
    };
  })),
};
