import type { Column, Id, Table } from "../../model";
import { choose, type MappingDecision } from "../native";
import { simpleDefault } from "../native/simple-expression";
import { isMoment, number, type Situation } from "../native/situation";

/** What a document's id is: key columns joined, or generated (none). */
export function documentIdOf(situation: Situation, table: Table, inPath: readonly Id[]): { readonly value: readonly Id[]; readonly decisions: readonly MappingDecision[] } {
  const key = (table.primaryKey?.columns ?? []).filter((id) => !inPath.includes(id));
  if (key.length === 0) return { value: [], decisions: [] };
  const columns = key.flatMap((id) => situation.column(id) ?? []);
  const names = columns.map(({ name }) => name).join(", ");
  const rising = columns.find(({ type, identity }) => isMoment(type) || identity !== undefined);
  const { chosen, decision } = choose({
    about: table.primaryKey?.id ?? table.id, table: table.id, choice: "key", label: `Document ids of ${table.name}`,
    options: [
      { id: "key", label: key.length === 1 ? `The value of ${names}` : `The values of ${names}, joined by _`, help: "Unique by itself, and found by a get, the cheapest read." },
      { id: "generated", label: "Generated", help: "Twenty random characters: writes spread evenly. Firestore then keeps nothing else unique." },
    ],
    proposed: rising === undefined ? "key" : "generated",
    reason: rising === undefined ? `${names} ${key.length === 1 ? "is" : "are"} the key: as the document's id ${key.length === 1 ? "it is" : "they are"} unique, which Firestore keeps for nothing else.` : `${rising.name} rises from row to row: ids that rise make all writes meet at one place, which takes about ${number(500)} per second.`,
  }, situation.input.choices);
  return { value: chosen === "key" ? key : [], decisions: [decision] };
}

const expiring = /^(?:expir(?:es?|y|ation)|valid_?until|delete_?(?:at|after)|purge)/i;

/** Which moment makes documents go. Firestore's TTL deletes at the moment in the field, so a retention needs a field that says when. */
export function expiryOf(situation: Situation, table: Table): { readonly value: Column | undefined; readonly wanted: number | undefined; readonly decisions: readonly MappingDecision[] } {
  const moments = table.columns.filter(({ type }) => isMoment(type));
  const days = situation.input.loads.get(table.id)?.retentionDays;
  if (moments.length === 0) return { value: undefined, wanted: days, decisions: [] };
  const own = moments.find(({ name }) => expiring.test(name));
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "expiry", label: `When documents of ${table.name} go`,
    options: [{ id: "none", label: "Never by themselves", help: "They stay until somebody deletes them." }, ...moments.map(({ id, name }) => ({ id, label: `At ${name}`, help: "A TTL policy: deleted within about a day after that moment, each billed as a delete." }))],
    proposed: own?.id ?? "none",
    reason: own !== undefined ? `${own.name} says when a document is over.` : days === undefined ? "No retention is said in the table's load, and no column says when a row is over." : `Rows are to go after ${number(days)} days, but a TTL policy goes by a field that holds the moment of going, and ${moments.some(({ default: text }) => text !== undefined && simpleDefault(text)?.kind === "now") ? "the columns hold when a row began" : "no column does"}: add one such as expires_at.`,
  }, situation.input.choices);
  const column = moments.find(({ id }) => id === chosen);
  return { value: column, wanted: column === undefined ? days : undefined, decisions: [decision] };
}
