import { oneStringIsOneTransaction, type ReleasedMigration, type ToolContext } from "./tool";

/** A part of a migration that one file carries. */
export interface Piece {
  readonly migration: ReleasedMigration;
  readonly version: bigint;
  readonly slug: string;
  readonly transaction: { readonly up: boolean; readonly down: boolean };
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/**
 * For tools that send a file as one string: where that makes one transaction, statements that refuse one get a file each. Numbers then
 * move on, always by the files before alone, so that a longer history changes no name.
 */
export function pieces(migrations: readonly ReleasedMigration[], context: ToolContext): readonly Piece[] {
  const result: Piece[] = [];
  let last = 0n;
  for (const migration of migrations) {
    const split = oneStringIsOneTransaction(context);
    const up = split && !migration.transaction.up ? groups(migration.up) : [migration.up];
    const down = split && !migration.transaction.down ? groups(migration.down) : [migration.down];
    const count = Math.max(up.length, down.length, 1);
    for (let i = 0; i < count; i += 1) {
      const version: bigint = migration.version > last ? migration.version : last + 1n;
      last = version;
      result.push({
        migration, version, transaction: migration.transaction,
        slug: count === 1 ? migration.slug : `${migration.slug}_${i + 1}`,
        // Going back runs the files backwards, so the first statement down stands in the last.
        up: up[i] ?? [], down: down[count - 1 - i] ?? [],
      });
    }
  }
  return result;
}

/** Statements that can be sent as one string: one by one, but for a transaction that the migration begins itself. */
function groups(statements: readonly string[]): readonly (readonly string[])[] {
  const result: string[][] = [];
  let open: string[] | undefined;
  for (const sql of statements) {
    if (open === undefined) {
      const group = [sql];
      result.push(group);
      if (/^\s*(?:BEGIN|START\s+TRANSACTION)\s*$/i.test(sql)) open = group;
    } else {
      open.push(sql);
      if (/^\s*(?:COMMIT|END|ROLLBACK)\s*$/i.test(sql)) open = undefined;
    }
  }
  return result;
}
