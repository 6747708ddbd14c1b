import { automaticShareName } from "../catalog/objects/settings";
import { literal } from "../lexical";
import type { Statement } from "../../target";

/** Gives a partition's share of an index the engine's own name again; nothing where it has gone with its table or index. */
export function dropShareName(name: string): Statement[] {
  return [{
    sql: `DO $strata$
DECLARE
  one text := (SELECT format('ALTER INDEX %s RENAME TO %I', ic.oid::regclass, ${automaticShareName})
    FROM pg_class ic JOIN pg_index i ON i.indexrelid = ic.oid JOIN pg_class c ON c.oid = i.indrelid LEFT JOIN pg_constraint con ON con.conindid = ic.oid AND con.contype IN ('p', 'u', 'x') AND con.conrelid = c.oid
    WHERE ic.oid = to_regclass(${literal(name)}) AND ic.relispartition);
BEGIN
  IF one IS NOT NULL THEN EXECUTE one; END IF;
END $strata$`,
  }];
}
