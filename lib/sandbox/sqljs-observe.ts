/** A row as sql.js gives it. */
export type Row = Readonly<Record<string, unknown>>;
type Query = (sql: string) => readonly Row[];

/** Root page per table and index of the main database: a page that changed means the tree was built anew. */
export function rootPages(query: Query): Map<string, number> {
  const rows = query("SELECT name, rootpage FROM main.sqlite_schema WHERE rootpage > 0");
  return new Map(rows.map((row) => [String(row["name"]), Number(row["rootpage"])]));
}

interface Reading {
  readonly scans: readonly { readonly relation: string; readonly rows: number }[];
  readonly rewrites: readonly string[];
}

/**
 * Reads the engine's own program for the statement (EXPLAIN): a cursor that is rewound and stepped over a table's tree is a scan
 * from start to end; ALTER TABLE writing into the tree it steps over rewrites the table (DROP COLUMN).
 */
export function scannedTables(query: Query, sql: string): Reading {
  let program: readonly Row[];
  // What EXPLAIN does not take (several statements, an error) is told by running it.
  try { program = query(`EXPLAIN ${sql}`); } catch { return { scans: [], rewrites: [] }; }
  // A scan of an index that covers the question counts as one of its table.
  const names = new Map(query("SELECT tbl_name, rootpage FROM main.sqlite_schema WHERE rootpage > 0").map((row) => [Number(row["rootpage"]), String(row["tbl_name"])]));
  const open = new Map<unknown, string>();
  const rewound = new Set<string>();
  const stepped = new Set<string>();
  const written = new Set<string>();
  for (const row of program) {
    const [cursor, page] = [row["p1"], Number(row["p2"])];
    switch (row["opcode"]) {
      case "OpenRead": case "OpenWrite": {
        const name = Number(row["p3"]) === 0 ? names.get(page) : undefined;
        if (name === undefined) open.delete(cursor);
        else open.set(cursor, name);
        break;
      }
      case "OpenEphemeral": case "OpenPseudo": case "SorterOpen": case "OpenAutoindex": open.delete(cursor); break;
      case "Rewind": case "Last": mark(rewound, open.get(cursor)); break;
      case "Next": case "Prev": mark(stepped, open.get(cursor)); break;
      case "Insert": case "IdxInsert": mark(written, open.get(cursor)); break;
      default:
    }
  }
  const scanned = [...rewound].filter((name) => stepped.has(name));
  const counts = new Map(scanned.map((name) => [name, countRows(query, name)]));
  return {
    scans: scanned.map((relation) => ({ relation, rows: counts.get(relation) ?? 0 })),
    rewrites: /^\s*ALTER\s/i.test(sql) ? scanned.filter((name) => written.has(name)) : [],
  };
}

function mark(set: Set<string>, name: string | undefined): void {
  if (name !== undefined) set.add(name);
}

function countRows(query: Query, table: string): number {
  return Number(query(`SELECT count(*) AS n FROM main."${table.replaceAll('"', '""')}"`)[0]?.["n"] ?? 0);
}
