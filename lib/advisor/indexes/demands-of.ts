import { writes, type AccessPattern, type Column, type ForeignKey, type Id, type Table } from "../../model";
import { isDeletionMark } from "./deletion-mark";
import type { Demand, Element, SpecialDemand, Step } from "./demand";
import type { IndexQuestion, Need, Unserved } from "./index-advice";
import { queryFacts, type QueryFacts } from "./query-facts";
import { quoted } from "./quoted";
import { textDemand } from "./text-demand";

/** What the patterns and foreign keys need of keys. */
export interface Demands {
  readonly keys: readonly Demand[];
  readonly special: readonly SpecialDemand[];
  readonly unserved: readonly Unserved[];
}

/** Rows from which a summary of blocks pays more than a sorted index. A judgement. */
const brinRows = 10_000_000;
/** A time range that gives more rows than this is wide. A judgement. */
const wide = 1000;

/** Reads all needs off patterns and foreign keys. Demands come by table, in the tables' order. */
export function demandsOf(question: IndexQuestion): Demands {
  const { schema, patterns, capabilities } = question;
  const tables = new Map(schema.tables.map((table) => [table.id, table]));
  const owner = new Map(schema.tables.flatMap((table) => table.columns.map((column) => [column.id, { table, column }] as const)));
  const found = patterns.map((pattern) => new PatternReader(pattern, question, tables, owner).read());
  const checked = schema.tables.flatMap((table) => table.foreignKeys.map((key): Demand => ({
    tableId: table.id, equality: canonical(key.columns, table), steps: [], constants: [], brin: false,
    need: { kind: "foreign key", id: key.id, name: key.name ?? key.columns.map((id) => owner.get(id)?.column.name ?? "").join(", "), how: capabilities.foreignKeyIndexes === true ? "checked on writes" : "checked when a referenced row goes or changes its key" },
  })));
  return {
    keys: [...found.flatMap(({ keys }) => keys), ...checked].filter(({ equality, steps }) => equality.length + steps.length > 0),
    special: found.flatMap(({ special }) => special),
    unserved: found.flatMap(({ unserved }) => unserved),
  };
}

class PatternReader {
  private readonly keys: Demand[] = [];
  private readonly special: SpecialDemand[] = [];
  private readonly unserved: Unserved[] = [];
  private readonly involved: readonly Table[];
  private readonly facts: QueryFacts;

  constructor(private readonly pattern: AccessPattern, private readonly question: IndexQuestion, tables: ReadonlyMap<Id, Table>, private readonly owner: ReadonlyMap<Id, { readonly table: Table; readonly column: Column }>) {
    const start = pattern.tableId ?? owner.get(pattern.equality?.[0] ?? "")?.table.id;
    this.involved = [...new Set([...(start === undefined ? [] : [start]), ...pattern.joins ?? [], ...(pattern.equality ?? []).flatMap((id) => owner.get(id)?.table.id ?? [])])].flatMap((id) => tables.get(id) ?? []);
    this.facts = queryFacts(pattern.query, this.involved);
  }

  read(): Demands {
    const { pattern } = this;
    const [main] = this.involved;
    if (main !== undefined && pattern.operation !== "insert") {
      const equal = this.equalOn(main);
      const conditioned = equal.length > 0 || this.rangeOn(main) !== undefined || this.isSearched(main);
      const one = this.oneRow(main, equal);
      // Where nothing narrows the first table down, the one that has conditions drives and the first is read through its key.
      const driver = conditioned ? main : this.involved.slice(1).find((table) => this.equalOn(table).length > 0 || (this.rangeOn(table) !== undefined)) ?? main;
      this.demand(driver, [], "read first", true);
      const reached = new Set([driver.id]);
      let onlyOne = driver === main ? one : this.oneRow(driver, this.equalOn(driver));
      for (let again = true; again;) {
        again = false;
        for (const table of this.involved) {
          if (reached.has(table.id)) continue;
          const way = this.wayTo(table, reached);
          if (way === undefined) continue;
          reached.add(table.id);
          again = true;
          this.demand(table, way.columns, way.how, onlyOne);
          onlyOne &&= way.toParent;
        }
      }
      for (const table of this.involved) if (!reached.has(table.id)) this.demand(table, [], "read along", false);
      if (pattern.operation === "traverse") this.steps();
      this.acrossTables(driver, one || onlyOne);
    }
    return { keys: this.keys, special: this.special, unserved: this.unserved };
  }

  private equalOn(table: Table): readonly Id[] {
    const { equality = [], scope } = this.pattern;
    return [...new Set([...equality, ...(scope === undefined ? [] : [scope])])].filter((id) => this.owner.get(id)?.table.id === table.id);
  }

  private rangeOn(table: Table): Id | undefined {
    const { range } = this.pattern;
    return range !== undefined && this.owner.get(range)?.table.id === table.id ? range : undefined;
  }

  private isSearched(table: Table): boolean {
    return table.id === this.involved[0]?.id && (this.pattern.text !== undefined || this.pattern.operation === "search" || table.columns.some(({ id }) => this.facts.likes.has(id)));
  }

  private oneRow(table: Table, equal: readonly Id[]): boolean {
    return [table.primaryKey, ...table.uniques].some((key) => key?.columns.every((id) => equal.includes(id)) === true);
  }

  /** By which foreign key a table is reached from those that are read already. */
  private wayTo(table: Table, reached: ReadonlySet<Id>): { readonly columns: readonly Id[]; readonly how: string; readonly toParent: boolean } | undefined {
    for (const from of this.involved) {
      if (!reached.has(from.id)) continue;
      const up = from.foreignKeys.find(({ referencedTable }) => referencedTable === table.id);
      if (up !== undefined) return { columns: up.referencedColumns, how: `joined from ${from.name}`, toParent: true };
      const down: ForeignKey | undefined = table.foreignKeys.find(({ referencedTable }) => referencedTable === from.id);
      if (down !== undefined) return { columns: down.columns, how: `joined from ${from.name}`, toParent: false };
    }
    return undefined;
  }

  private demand(table: Table, joined: readonly Id[], how: string, ordered: boolean): void {
    const { pattern, facts, question: { capabilities } } = this;
    const need: Need = { kind: "pattern", id: pattern.id, name: pattern.name, how };
    const equality: Element[] = [];
    for (const id of new Set([...joined, ...this.equalOn(table)])) {
      const constant = facts.constants.find(({ column, test }) => column === id && test !== "not null");
      // That a row is not deleted is true of nearly all: no part of a key, at most the condition of one.
      const { column } = this.owner.get(id) ?? {};
      if (constant?.test === "null" || column === undefined || (facts.constants.length === 0 && isDeletionMark(column) && pattern.query === undefined)) continue;
      const like = facts.likes.get(id);
      if (like !== undefined && like.how !== "prefix" && pattern.text !== undefined) continue;
      const element = this.element(column, table, need);
      if (element !== undefined) equality.push(element);
    }
    const steps: Step[] = [];
    const sorts = ordered && !this.grouped() && (pattern.sort ?? []).every(({ column }) => this.owner.get(column)?.table.id === table.id) ? pattern.sort ?? [] : [];
    const one = this.oneRow(table, equality);
    for (const { column: id, order } of one ? [] : sorts) {
      const { column } = this.owner.get(id) ?? {};
      const sortable = column !== undefined && !this.isUnkeyed(column);
      if (!sortable) break;
      if (!equality.includes(id) && !steps.some(({ element }) => element === id)) steps.push({ element: id, order });
    }
    const range = this.rangeOn(table);
    const ranged = range === undefined ? undefined : this.owner.get(range)?.column;
    const text = this.isSearched(table) ? textDemand({ pattern, table, facts, capabilities, need, quote: this.question.quote ?? quoted, ...(ranged === undefined ? {} : { ranged }), taken: this.equalOn(table) }) : undefined;
    if (ranged !== undefined && text === undefined && !one) {
      const element = this.element(ranged, table, need);
      if (element !== undefined && !equality.includes(element) && !steps.some((step) => step.element === element)) steps.push({ element });
    }
    if (text?.kind === "step" && !one) steps.push({ element: text.element });
    if (text?.kind === "special") this.special.push(text.demand);
    if (text?.kind === "unserved") this.unserved.push(text.unserved);
    for (const id of facts.holds) {
      const column = table.columns.find((each) => each.id === id);
      if (column !== undefined) this.holds(column, table, need);
    }
    const returns = facts.returns?.every((id) => this.owner.get(id)?.table.id === table.id) === true ? facts.returns : undefined;
    const constants = this.constantsOn(table);
    this.keys.push({
      tableId: table.id, equality: canonical(equality, table), steps, need, constants, brin: this.isBrin(table, equality, steps),
      ...(returns === undefined || writes(pattern) ? {} : { returns }), ...(pattern.scope !== undefined && equality.includes(pattern.scope) ? { scope: pattern.scope } : {}),
    });
  }

  private grouped(): boolean {
    return this.pattern.operation === "aggregate";
  }

  private constantsOn(table: Table): Demand["constants"] {
    const marks = this.pattern.query === undefined ? (this.pattern.equality ?? []).flatMap((id) => {
      const found = this.owner.get(id);
      return found !== undefined && found.table.id === table.id && isDeletionMark(found.column) ? [{ column: id, test: "null" as const }] : [];
    }) : [];
    return [...this.facts.constants.filter(({ column }) => this.owner.get(column)?.table.id === table.id), ...marks];
  }

  private isUnkeyed(column: Column): boolean {
    return this.question.capabilities.unkeyedTypes?.includes(column.type.kind) === true;
  }

  /** What a comparison with a column is about in a key; undefined where no key serves it, which is noted. */
  private element(column: Column, table: Table, need: Need): Element | undefined {
    const { capabilities } = this.question;
    const fn = this.facts.wrapped.get(column.id);
    const refuse = (code: Unserved["code"], reason: string, help: string): undefined => {
      this.unserved.push({ need, tableId: table.id, code, reason, help, columnId: column.id });
      return undefined;
    };
    if (fn !== undefined) {
      if (capabilities.expressionIndexes && steady.has(fn)) return `${fn}:${column.id}`;
      return refuse("function-on-column", `${fn}(${column.name}) is compared, not ${column.name}: an index on the column does not serve it${capabilities.expressionIndexes ? `, and ${fn}() depends on settings, so no index can be made of it` : ""}.`, `Compare ${column.name} itself (a range instead of a function of it), or keep the value in a column of its own.`);
    }
    if (isHolder(column)) {
      this.holds(column, table, need);
      return undefined;
    }
    if (this.isUnkeyed(column)) return refuse("unkeyed-type", `${table.name}.${column.name} cannot stand whole in a key: its type has no bound.`, "Give it a type with a length, or keep a hash of it in a column of its own and compare that too.");
    return column.id;
  }

  private holds(column: Column, table: Table, need: Need): void {
    const { indexMethods } = this.question.capabilities;
    if (this.special.some(({ about, tableId }) => tableId === table.id && about.columns.includes(column.id))) return;
    if (!indexMethods.includes("gin")) {
      this.unserved.push({ need, tableId: table.id, code: "no-index-method", reason: `Nothing here indexes what ${table.name}.${column.name} holds.`, help: "Put the values asked for into a table of their own, one row each, or into a column of their own.", columnId: column.id });
      return;
    }
    const json = column.type.kind === "json";
    this.special.push({
      tableId: table.id, method: "gin", about: { columns: [column.id], form: "holds" }, need,
      parts: [{ column: column.id, ...(json ? { operatorClass: "jsonb_path_ops" } : {}) }],
      reason: json ? `GIN indexes what ${column.name} holds; jsonb_path_ops serves @> with a smaller index than the default.` : `GIN indexes each element of ${column.name}, for @> and &&.`,
    });
  }

  private isBrin(table: Table, equality: readonly Element[], steps: readonly Step[]): boolean {
    const { loads, capabilities, patterns } = this.question;
    const [only] = steps;
    if (!capabilities.indexMethods.includes("brin") || equality.length > 0 || steps.length !== 1 || only === undefined || only.order !== undefined) return false;
    const column = table.columns.find(({ id }) => id === only.element);
    const load = loads.get(table.id);
    const rows = Math.max(load?.rows ?? 0, load?.rowsInYear ?? 0);
    const changed = patterns.some((each) => each.tableId === table.id && (each.operation === "update" || each.operation === "delete"));
    const few = this.pattern.items !== undefined && this.pattern.items < wide && this.pattern.operation !== "aggregate";
    return column !== undefined && /^(timestamptz?|date)$/.test(column.type.kind) && rows >= brinRows && load?.oldRowsChange !== true && !changed && !few;
  }

  /** Each step of a traversal follows a foreign key among the tables it reads. */
  private steps(): void {
    const { pattern } = this;
    const ids = new Set(this.involved.map(({ id }) => id));
    for (const table of this.involved) {
      for (const key of table.foreignKeys) {
        if (!ids.has(key.referencedTable)) continue;
        this.keys.push({ tableId: table.id, equality: canonical(key.columns, table), steps: [], constants: [], brin: false, need: { kind: "pattern", id: pattern.id, name: pattern.name, how: "each step" } });
      }
    }
  }

  /** Sort or range on another table than the one the rows are found by: no index orders across tables. */
  private acrossTables(driver: Table, pinned: boolean): void {
    const { pattern } = this;
    if (pinned || this.grouped()) return;
    const foreign = (pattern.sort ?? []).map(({ column }) => this.owner.get(column)).find((found) => found !== undefined && found.table.id !== driver.id);
    const other = foreign ?? (pattern.range === undefined ? undefined : [this.owner.get(pattern.range)].find((found) => found !== undefined && found.table.id !== driver.id));
    if (other === undefined) return;
    const what = foreign === undefined ? "limited by" : "sorted by";
    this.unserved.push({
      need: { kind: "pattern", id: pattern.id, name: pattern.name, how: what }, tableId: driver.id, code: "across-tables", columnId: other.column.id,
      reason: `Rows are found by ${driver.name} and ${what} ${other.table.name}.${other.column.name}: no index spans two tables, so all that are found are joined first.`,
      help: `Keep a copy of ${other.column.name} in ${driver.name}, kept up with each write, and index it there.`,
    });
  }
}

/** Functions whose answer depends on the argument alone, so that an index can be made of them. */
const steady = new Set(["lower", "upper", "trim", "btrim", "ltrim", "rtrim", "abs", "length", "char_length", "md5", "reverse", "floor", "ceil", "round"]);

/** Holds many values: sorted order says nothing of what is in it. */
function isHolder({ type }: Column): boolean {
  return type.kind === "json" || type.kind === "array";
}

/** Elements in the order of the table's columns, each once. */
function canonical(elements: readonly Element[], table: Table): readonly Element[] {
  const place = new Map(table.columns.map(({ id }, i) => [id, i]));
  const at = (element: Element): number => place.get(element.replace(/^[a-z0-9_]+:/, "")) ?? place.get(element) ?? place.size;
  return [...new Set(elements)].toSorted((a, b) => at(a) - at(b) || (a < b ? -1 : 1));
}
