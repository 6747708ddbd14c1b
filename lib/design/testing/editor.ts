import type { Column, Id, Table } from "../../model";
import type { EditCommand } from "../command";
import type { Design, Entries, Patch, Problem } from "../design";
import { applyPatch, invertPatch } from "../patch";
import { resolve } from "../resolve";

/** A design edited by commands alone, as a session does it, for tests. */
export class TestEditor {
  entries: Entries;
  selection: readonly Id[] = [];
  private next = 0;

  constructor(entries: Entries = new Map()) {
    this.entries = entries;
  }

  get design(): Design {
    return resolve(this.entries).design;
  }

  get problems(): readonly Problem[] {
    return resolve(this.entries).problems;
  }

  /** Runs a command that is expected to work; gives the patch that takes it back. */
  run<P>(command: EditCommand<P>, parameters: P): Patch {
    const result = this.try(command, parameters);
    if (!result.ok) throw new Error(`${command.id} refused: ${result.diagnostic.message}`);
    const inverse = invertPatch(result.edit.patch, this.entries);
    this.entries = applyPatch(this.entries, result.edit.patch);
    this.selection = result.edit.select ?? this.selection;
    return inverse;
  }

  try<P>(command: EditCommand<P>, parameters: P): ReturnType<EditCommand<P>["run"]> {
    return command.run({ design: this.design, entries: this.entries, selection: this.selection, newId: () => `n${this.next++}` }, parameters);
  }

  table(name: string): Table {
    const table = this.design.schema.tables.find((each) => each.name === name);
    if (table === undefined) throw new Error(`No table ${name}`);
    return table;
  }

  column(table: string, name: string): Column {
    const column = this.table(table).columns.find((each) => each.name === name);
    if (column === undefined) throw new Error(`No column ${table}.${name}`);
    return column;
  }
}
