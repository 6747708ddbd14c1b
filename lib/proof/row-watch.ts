import type { Column, Id, Schema } from "../model";
import type { Rename } from "../plan/plan";
import type { Sandbox } from "../sandbox/sandbox";
import type { Target } from "../targets/target";
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

function stored(columns: readonly Column[]): Column[] {
  return columns.filter((column) => column.generated === undefined);
}
