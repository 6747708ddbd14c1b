import { altersTable, nameKey, type Act, type ColumnFacts, type ConstraintFacts, type LockMode, type ObjectName } from "./act";
import { locksOf, strongest } from "./locks";
import type { LintStatement } from "./statement";

/** A constraint as far as the statements tell. */
export interface KnownConstraint {
  readonly table: string;
  readonly name: string;
  readonly facts: ConstraintFacts | undefined;
  readonly valid: boolean;
  /** The transaction it was added in. */
  readonly transaction: number;
}

/** How the statements of a section are run: each by itself, or all in one transaction that the runner opens. */
export type Wrapping = "none" | "transaction";

/**
 * What is known before a statement, from those before it: tables that are new (nobody uses them yet), columns and their types,
 * constraints and whether they are valid, the transaction and its locks, time limits. Fed by `file`, `section` and `learn`.
 */
export class Known {
  /** Tables made in this file: nobody waits for them. */
  readonly newTables = new Set<string>();
  /** Columns by table, from CREATE TABLE here or in a file before, or from the base. */
  readonly columns = new Map<string, Map<string, ColumnFacts>>();
  readonly constraints = new Map<string, KnownConstraint>();
  /** Columns that lead an index, by table. */
  readonly indexes = new Map<string, (readonly string[])[]>();
  /** Columns of the indexes that any of the files makes, by table: what is missing now may come further down. */
  readonly comingIndexes = new Map<string, (readonly string[])[]>();
  /** Columns of an index by its name. */
  readonly namedIndexes = new Map<string, readonly string[]>();
  /** Which table an index is on, by its name. */
  readonly tableIndexes = new Map<string, string>();
  readonly steadyFunctions = new Set<string>();
  readonly newDomains = new Set<string>();
  readonly newTypes = new Set<string>();
  /** SET lock_timeout and the like that are in force. */
  readonly settings = new Map<string, { readonly value: string; readonly transaction: number | undefined }>();
  /** Counts transactions; a statement by itself is one. */
  transaction = 0;
  /** Open by the file's own BEGIN. */
  begun: { readonly at: number } | undefined;
  wrapped = false;
  held: ReadonlyMap<string, LockMode> = new Map();
  /** Tables that ALTER TABLE changed in this section. */
  readonly altered = new Set<string>();
  private unnamed = 0;

  /** Statements of all files, before the first is looked at. */
  foresee(statements: readonly LintStatement[]): void {
    for (const { acts } of statements) {
      for (const act of acts) {
        if (act.kind !== "create index" || act.partial) continue;
        const key = nameKey(act.table);
        this.comingIndexes.set(key, [...(this.comingIndexes.get(key) ?? []), act.columns]);
      }
    }
  }

  file(): void {
    this.newTables.clear();
    this.newDomains.clear();
    this.newTypes.clear();
    this.settings.clear();
  }

  section(wrapping: Wrapping): void {
    this.wrapped = wrapping === "transaction";
    this.begun = undefined;
    this.altered.clear();
    this.next();
  }

  get inTransaction(): boolean {
    return this.wrapped || this.begun !== undefined;
  }

  isNew(table: ObjectName): boolean {
    return this.newTables.has(nameKey(table));
  }

  column(table: ObjectName, column: string): ColumnFacts | undefined {
    return this.columns.get(nameKey(table))?.get(column);
  }

  constraint(table: ObjectName, name: string): KnownConstraint | undefined {
    return this.constraints.get(`${nameKey(table)} ${name}`);
  }

  constraintsOf(table: ObjectName): KnownConstraint[] {
    const key = nameKey(table);
    return [...this.constraints.values()].filter((constraint) => constraint.table === key);
  }

  learn(statement: LintStatement): void {
    for (const act of statement.acts) this.transactionOf(act);
    if (!this.inTransaction) this.next();
    for (const act of statement.acts) {
      if (this.inTransaction) this.held = strongest(this.held, locksOf(act).filter(({ table }) => !this.isNew(table)));
      if (altersTable(act)) this.altered.add(nameKey(act.table));
      this.apply(act);
    }
  }

  private next(): void {
    this.transaction += 1;
    this.held = new Map();
  }

  private transactionOf(act: Act): void {
    if (act.kind === "begin") {
      this.begun ??= { at: act.at };
      this.next();
    } else if (act.kind === "commit" || act.kind === "rollback") {
      for (const [name, { transaction }] of this.settings) if (transaction === this.transaction) this.settings.delete(name);
      this.begun = undefined;
      this.wrapped = false;
      this.next();
    }
  }

  private apply(act: Act): void {
    switch (act.kind) {
      case "set": {
        if (act.name === "all") this.settings.clear();
        // SET LOCAL outside a transaction does nothing.
        else if (act.local && !this.inTransaction) return;
        else if (act.value === "") this.settings.delete(act.name);
        else this.settings.set(act.name, { value: act.value, transaction: act.local ? this.transaction : undefined });
        return;
      }
      // Inside a transaction SQLite's pragmas do nothing.
      case "pragma": if (act.value !== undefined && !this.inTransaction) this.settings.set(act.name, { value: act.value, transaction: undefined }); return;
      case "create table": {
        const key = nameKey(act.table);
        this.newTables.add(key);
        this.columns.set(key, new Map(act.columns.map((column) => [column.name, column])));
        for (const constraint of [...act.constraints, ...act.columns.flatMap((column) => column.constraints)]) this.addConstraint(act.table, constraint);
        return;
      }
      case "add column": {
        this.columnsOf(act.table).set(act.column.name, act.column);
        for (const constraint of act.column.constraints) this.addConstraint(act.table, constraint);
        return;
      }
      case "drop column": this.columns.get(nameKey(act.table))?.delete(act.column); return;
      case "change type": this.change(act.table, act.column, { type: act.type }); return;
      case "redefine column":
        this.columns.get(nameKey(act.table))?.delete(act.column);
        this.columnsOf(act.table).set(act.definition.name, act.definition);
        return;
      case "set not null": case "drop not null": this.change(act.table, act.column, { notNull: act.kind === "set not null" }); return;
      case "add constraint": this.addConstraint(act.table, act.constraint); return;
      case "validate constraint": {
        const key = nameKey(act.table);
        const before = this.constraints.get(`${key} ${act.name}`);
        this.constraints.set(`${key} ${act.name}`, { table: key, name: act.name, facts: before?.facts, valid: true, transaction: before?.transaction ?? -1 });
        return;
      }
      case "drop constraint": this.constraints.delete(`${nameKey(act.table)} ${act.name}`); return;
      case "create index":
        if (!act.partial) this.addIndex(act.table, act.columns);
        if (act.name !== undefined) {
          this.namedIndexes.set(act.name, act.columns);
          this.tableIndexes.set(act.name, nameKey(act.table));
        }
        return;
      case "create function": if (act.volatile) this.steadyFunctions.delete(act.name.name); else this.steadyFunctions.add(act.name.name); return;
      case "create domain": this.newDomains.add(nameKey(act.domain)); return;
      case "create enum": this.newTypes.add(nameKey(act.type)); return;
      case "rename": this.rename(act); return;
      case "drop":
        if (act.what === "table") for (const name of act.names) this.forget(nameKey(name));
        if (act.what === "index") for (const { name } of act.names) this.dropIndex(name);
        return;
      default:
    }
  }

  private columnsOf(table: ObjectName): Map<string, ColumnFacts> {
    const key = nameKey(table);
    const columns = this.columns.get(key) ?? new Map<string, ColumnFacts>();
    this.columns.set(key, columns);
    return columns;
  }

  private change(table: ObjectName, name: string, change: Partial<Pick<ColumnFacts, "type" | "notNull">>): void {
    const column = this.column(table, name);
    if (column !== undefined) this.columnsOf(table).set(name, { ...column, ...change });
  }

  private addConstraint(table: ObjectName, facts: ConstraintFacts): void {
    const key = nameKey(table);
    const name = facts.name ?? `${facts.kind} ${this.unnamed += 1}`;
    this.constraints.set(`${key} ${name}`, { table: key, name, facts, valid: !facts.notValid, transaction: this.transaction });
    if (facts.kind === "primary key" || facts.kind === "unique") this.addIndex(table, facts.columns);
  }

  private addIndex(table: ObjectName, columns: readonly string[]): void {
    const key = nameKey(table);
    this.indexes.set(key, [...(this.indexes.get(key) ?? []), columns]);
  }

  private rename(act: Extract<Act, { kind: "rename" }>): void {
    if (act.of === undefined) return;
    const key = nameKey(act.of);
    if (act.what === "column") {
      const column = this.columns.get(key)?.get(act.from);
      this.columns.get(key)?.delete(act.from);
      if (column !== undefined) this.columns.get(key)?.set(act.to, { ...column, name: act.to });
    } else if (act.what === "table") {
      const to = nameKey({ namespace: act.of.namespace, name: act.to });
      const columns = this.columns.get(key);
      if (columns !== undefined) this.columns.set(to, columns);
      if (this.newTables.has(key)) this.newTables.add(to);
      this.forget(key);
    }
  }

  private dropIndex(name: string): void {
    const table = this.tableIndexes.get(name);
    const columns = this.namedIndexes.get(name);
    if (table !== undefined) this.indexes.set(table, (this.indexes.get(table) ?? []).filter((index) => index !== columns));
    this.tableIndexes.delete(name);
    this.namedIndexes.delete(name);
  }

  private forget(key: string): void {
    this.columns.delete(key);
    this.newTables.delete(key);
    this.indexes.delete(key);
    for (const [id, { table }] of this.constraints) if (table === key) this.constraints.delete(id);
  }
}
