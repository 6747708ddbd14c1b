import type { Id, PatternSort, Table } from "../../model";

/** What a statement says of its pattern, gathered clause by clause. */
export class Facts {
  /** The table it starts from. */
  main: Table | undefined;
  readonly tables: Table[] = [];
  readonly equality: Id[] = [];
  readonly ranges: Id[] = [];
  readonly sort: PatternSort[] = [];
  /** Why parts were left out, for the person. */
  readonly notes: string[] = [];
  text: "prefix" | "relevance" | "typo" | undefined;
  searches = false;
  aggregates = false;
  groups = false;
  recursive = false;
  hops: number | undefined;
  limit: number | undefined;
  window: number | undefined;
  historyDays: number | undefined;
  /** Tables that are written. */
  readonly written: Table[] = [];
  /** Rows an INSERT lists. */
  rows: number | undefined;

  read(table: Table): void {
    this.main ??= table;
    if (!this.tables.includes(table)) this.tables.push(table);
  }

  equal(id: Id): void {
    if (!this.equality.includes(id)) this.equality.push(id);
  }

  ranged(id: Id): void {
    if (!this.ranges.includes(id)) this.ranges.push(id);
  }

  sorted(sort: PatternSort): void {
    if (!this.sort.some(({ column }) => column === sort.column)) this.sort.push(sort);
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  /** What a query inside reads along; its sort and limit are its own. */
  take(inner: Facts): void {
    for (const table of inner.tables) this.read(table);
    for (const id of inner.equality) this.equal(id);
    for (const id of inner.ranges) this.ranged(id);
    for (const table of inner.written) if (!this.written.includes(table)) this.written.push(table);
    for (const note of inner.notes) this.note(note);
    this.text ??= inner.text;
    this.searches ||= inner.searches;
    this.recursive ||= inner.recursive;
    this.hops ??= inner.hops;
    this.window ??= inner.window;
    this.historyDays ??= inner.historyDays;
  }
}
