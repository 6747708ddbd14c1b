import type { Table } from "../../model";
import { impliedKeys } from "./implied";
import { sameName } from "./lexical";

/** The table without the keys that its other keys imply (implied.ts): plain ones of exactly the name and columns they would have. */
export function hideImplied(table: Table): Table {
  let hidden = table;
  for (const index of table.indexes) {
    if (index.unique || index.method !== undefined || index.options !== undefined || index.comment !== undefined) continue;
    const without = { ...hidden, indexes: hidden.indexes.filter(({ id }) => id !== index.id) };
    const columns = index.parts.map(({ column, order }) => (order === undefined ? column : undefined)).join();
    if (impliedKeys(without).some((key) => !key.unique && sameName(key.name, index.name) && key.columns.join() === columns)) hidden = without;
  }
  for (const key of table.uniques) {
    const without = { ...hidden, uniques: hidden.uniques.filter(({ id }) => id !== key.id) };
    if (impliedKeys(without).some((implied) => implied.unique && sameName(implied.name, key.name ?? "") && implied.columns.join() === key.columns.join())) hidden = without;
  }
  return hidden;
}
