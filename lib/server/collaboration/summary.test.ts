import { expect, test } from "vitest";
import { addTable, deleteTable } from "../../design/commands";
import type { Entries } from "../../design/design";
import { applyPatch } from "../../design/patch";
import { resolve } from "../../design/resolve";
import { summarise } from "./summary";

let ids = 0;
const context = (entries: Entries) => ({ entries, design: resolve(entries).design, selection: [], newId: () => `id${(ids += 1)}` });

test("deleted tables are not counted", () => {
  let entries: Entries = new Map();
  for (const name of ["a", "b", "c"]) {
    const added = addTable.run(context(entries), { name });
    if (!added.ok) throw new Error(added.diagnostic.message);
    entries = applyPatch(entries, added.edit.patch);
  }
  expect(summarise(entries).tables).toBe(3);
  const gone = deleteTable.run(context(entries), { id: resolve(entries).design.schema.tables[0]?.id ?? "" });
  if (!gone.ok) throw new Error(gone.diagnostic.message);
  expect(summarise(applyPatch(entries, gone.edit.patch)).tables).toBe(2);
});
