import { qualified, type Column, type Id, type Schema, type Table } from "../model";
import type { Rename } from "../plan/plan";
import type { Sandbox } from "../sandbox/sandbox";
import type { Target } from "../targets/target";
import type { DataLoss } from "./proof";
import { contentDifference, contents, readRows, type Contents, type TextRows } from "./row-contents";
import { survivorsOf, type Survivor } from "./survivors";

/** What was seen of the rows, and every way in which they are not as they should be. */
export interface RowFinding {
  readonly observed: string;
  readonly problems: readonly string[];
}

interface Watched {
  readonly survivor: Survivor;
  /** The columns compared, as the goal calls them, and where they stand among the base's stored columns. */
  readonly columns: readonly Column[];
  readonly positions: readonly number[];
  readonly rows: Contents;
}

/** Remembers what the base's tables held and compares after each direction. */
export class RowWatch {
  /** Tables of the base that were written to on purpose since, so that their rows say nothing any more. */
  private readonly touched = new Set<Id>();
  private readonly unrestored: DataLoss[] = [];

  private constructor(
    private readonly base: Schema, private readonly target: Target, private readonly sandbox: Sandbox,
    private readonly watched: readonly Watched[], private readonly whole: ReadonlyMap<Id, TextRows>,
  ) {}

  static async start(request: { readonly base: Schema; readonly goal: Schema; readonly target: Target; readonly renames?: readonly Rename[] }, sandbox: Sandbox): Promise<RowWatch> {
    const { base, goal, target, renames = [] } = request;
    const whole = new Map<Id, TextRows>();
    for (const table of base.tables) whole.set(table.id, await readRows(table, stored(table.columns), target, sandbox.query));
    const watched = survivorsOf(base, goal, renames).map((survivor): Watched => {
      const rows = whole.get(survivor.base.id) ?? [];
      const all = stored(survivor.base.columns);
      const pairs = survivor.columns.map(([before, after]) => ({ before, after, position: all.indexOf(before) })).filter(({ before, after, position }) => {
        // A column that stops being NULL has to be filled, which is not a loss.
        const filled = before.nullable && !after.nullable && rows.some((row) => row[position] === null);
        return position >= 0 && !filled;
      });
      const positions = pairs.map(({ position }) => position);
      return { survivor, columns: pairs.map(({ after }) => after), positions, rows: contents(rows, positions) };
    });
    return new RowWatch(base, target, sandbox, watched, whole);
  }

  /** The goal's tables that hold the base's rows. */
  get keptTables(): ReadonlySet<Id> {
    return new Set(this.watched.map(({ survivor }) => survivor.goal.id));
  }

  /**
   * What of the base's rows up leaves no place for (rows of tables that go, values of columns that go), and what down was seen not to
   * give back of values that up converted. NULLs are no values.
   */
  lost(): readonly DataLoss[] {
    return [...this.dropped(), ...this.unrestored];
  }

  private dropped(): readonly DataLoss[] {
    return this.base.tables.flatMap((table): DataLoss[] => {
      const rows = this.whole.get(table.id) ?? [];
      const name = qualified(table.namespace, table.name);
      const watched = this.watched.find(({ survivor }) => survivor.base.id === table.id);
      if (watched === undefined) return rows.length === 0 ? [] : [{ what: name, of: "rows", count: rows.length }];
      const { columns, converted } = watched.survivor;
      const staying = new Set([...columns.map(([before]) => before.id), ...converted.map(({ id }) => id)]);
      return stored(table.columns).flatMap((column, at): DataLoss[] => {
        const count = rows.filter((row) => row[at] !== null).length;
        return staying.has(column.id) || count === 0 ? [] : [{ what: `${name}.${column.name}`, of: "values", count }];
      });
    });
  }

  private convertedLosses(table: Table, after: TextRows): DataLoss[] {
    const converted = this.watched.find(({ survivor }) => survivor.base.id === table.id)?.survivor.converted ?? [];
    const all = stored(table.columns);
    return converted.flatMap((column): DataLoss[] => {
      const at = all.findIndex(({ id }) => id === column.id);
      const count = at < 0 ? 0 : missingValues(this.whole.get(table.id) ?? [], after, at);
      return count === 0 ? [] : [{ what: `${qualified(table.namespace, table.name)}.${column.name}`, of: "values", count }];
    });
  }

  /** After rows went into new tables: names the old tables that triggers wrote to meanwhile, which are not compared from now on. */
  async afterNewRows(): Promise<string[]> {
    const names: string[] = [];
    for (const { survivor, columns, rows } of this.watched) {
      if (contentDifference(rows, contents(await readRows(survivor.goal, columns, this.target, this.sandbox.query))) === undefined) continue;
      this.touched.add(survivor.base.id);
      names.push(survivor.goal.name);
    }
    return names;
  }

  /** After up: every table that stays holds the same rows in the columns that did not change. */
  async afterUp(): Promise<RowFinding> {
    const problems: string[] = [];
    for (const { survivor, columns, rows } of this.watched) {
      const difference = contentDifference(rows, contents(await readRows(survivor.goal, columns, this.target, this.sandbox.query)));
      if (difference !== undefined) problems.push(`${survivor.goal.name}: ${difference}`);
    }
    const kept = this.watched.reduce((sum, { rows }) => sum + rows.length, 0);
    const converted = this.watched.flatMap(({ survivor }) => survivor.converted.map((column) => `${survivor.base.name}.${column.name}`));
    const gone = this.base.tables.length - this.watched.length;
    return {
      problems,
      observed: [
        `${kept} ${kept === 1 ? "row" : "rows"} in ${this.watched.length} ${this.watched.length === 1 ? "table" : "tables"} kept`,
        ...(gone > 0 ? [`${gone} ${gone === 1 ? "table is" : "tables are"} dropped`] : []),
        ...(converted.length > 0 ? [`values converted and not compared: ${converted.slice(0, 5).join(", ")}${converted.length > 5 ? ", …" : ""}`] : []),
      ].join("; ") + ".",
    };
  }

  /** After down: all as before, but for what the files say is lost. */
  async afterDown(losses: readonly string[]): Promise<RowFinding> {
    const problems: string[] = [];
    const lost: string[] = [];
    for (const table of this.base.tables) {
      if (this.touched.has(table.id)) continue;
      const after = await readRows(table, stored(table.columns), this.target, this.sandbox.query);
      const difference = contentDifference(contents(this.whole.get(table.id) ?? []), contents(after));
      if (difference === undefined) continue;
      this.unrestored.push(...this.convertedLosses(table, after));
      // What stayed all the time has no reason to be lost, whatever a file says.
      const watched = this.watched.find(({ survivor }) => survivor.base.id === table.id);
      const rest = watched === undefined ? undefined : contentDifference(watched.rows, contents(after, watched.positions));
      if (losses.length === 0) problems.push(`${table.name} is not as before, and no file says so: ${difference}`);
      else if (rest !== undefined) problems.push(`${table.name}: ${rest}`);
      else lost.push(table.name);
    }
    const rows = [...this.whole].reduce((sum, [id, { length }]) => sum + (this.touched.has(id) ? 0 : length), 0);
    const said = losses.length === 0 ? "" : ` Said to be lost: ${losses.join("; ")}.`;
    return {
      problems,
      observed: lost.length === 0 ? `${rows} rows as before.${said}` : `Rows as before but in ${lost.join(", ")}.${said}`,
    };
  }
}

/** How many of the values are not among those that are there now. */
function missingValues(before: TextRows, after: TextRows, at: number): number {
  const left = new Map<unknown, number>();
  for (const row of after) left.set(row[at], (left.get(row[at]) ?? 0) + 1);
  return before.filter((row) => {
    const count = left.get(row[at]) ?? 0;
    left.set(row[at], count - 1);
    return row[at] !== null && count <= 0;
  }).length;
}

function stored(columns: readonly Column[]): Column[] {
  return columns.filter((column) => column.generated === undefined);
}
