import type { Column, Diagnostic, ForeignKey, Id, Table } from "../../model";
import { choose } from "./choose";
import type { MappingDecision, NativeInput } from "./native";
import { named, type SearchUses } from "./search-uses";

/** Where the rows of a table lie. */
export type Placement =
  | { readonly kind: "own" }
  /** Only added, by time. */
  | { readonly kind: "stream"; readonly time: Column }
  /** Within the documents of their parent. */
  | { readonly kind: "within"; readonly parent: Id; readonly foreignKey: ForeignKey }
  /** In the primary store only. */
  | { readonly kind: "out" };

/** What differs between search engines in turning entities into documents. */
export interface SearchWords {
  /** Of the options: `index`, `collection`. */
  readonly own: { readonly id: string; readonly label: string; readonly help: string };
  /** Present where documents that are only added have a form of their own. */
  readonly stream?: { readonly id: string; readonly label: string; readonly help: string };
  /** Present where rows that are only added by time and counted up should stay away: why. */
  readonly noStreams?: string;
  /** Present where references can be followed at query time. */
  readonly join?: { readonly id: string; readonly label: string; readonly help: string };
  /** A field's name as the engine takes it. */
  fieldName(name: string): string;
}

/** Most children of one parent that the rule puts into its document: each change of one writes the whole document anew. */
const mostWithin = 100;

export function placeTables(input: NativeInput, uses: SearchUses, words: SearchWords): { readonly placements: ReadonlyMap<Id, Placement>; readonly decisions: MappingDecision[]; readonly diagnostics: Diagnostic[] } {
  const { schema, patterns, loads } = input;
  const decisions: MappingDecision[] = [];
  const diagnostics: Diagnostic[] = [];
  const wanted = new Map<Id, { readonly chosen: string; readonly parent: ForeignKey | undefined; readonly time: Column | undefined }>();
  for (const table of schema.tables) {
    const parent = parentOf(table);
    const time = words.stream === undefined && words.noStreams === undefined ? undefined : timeOf(table);
    const { proposed, reason } = propose(table, parent, time);
    const owner = schema.tables.find(({ id }) => id === parent?.referencedTable);
    const { chosen, decision } = choose({
      about: table.id, table: table.id, choice: "placement", label: `Where ${table.name} lies`, proposed, reason,
      options: [
        words.own,
        ...(words.stream !== undefined && time !== undefined ? [words.stream] : []),
        ...(owner === undefined ? [] : [{ id: "embedded", label: `Within the documents of ${owner.name}`, help: "Read together in one call; a change of one writes the whole document anew." }]),
        { id: "none", label: "In the primary store only", help: "No copy here, nothing to keep in step." },
      ],
    }, input.choices);
    decisions.push(decision);
    wanted.set(table.id, { chosen, parent, time });
  }
  const placements = new Map<Id, Placement>();
  for (const table of schema.tables) {
    const want = wanted.get(table.id);
    if (want === undefined) continue;
    const { chosen, parent, time } = want;
    if (chosen === "embedded" && parent !== undefined) {
      const above = wanted.get(parent.referencedTable)?.chosen;
      if (above === words.own.id) placements.set(table.id, { kind: "within", parent: parent.referencedTable, foreignKey: parent });
      else {
        placements.set(table.id, { kind: "out" });
        diagnostics.push({ code: "search-parent-elsewhere", severity: "warning", message: `${table.name} is to lie within documents that are not there: give its parent a place of its own, or ${table.name} one.`, place: { objectId: table.id } });
      }
    } else if (chosen === words.stream?.id && time !== undefined) placements.set(table.id, { kind: "stream", time });
    else placements.set(table.id, chosen === words.own.id ? { kind: "own" } : { kind: "out" });
  }
  return { placements, decisions, diagnostics };

  function propose(table: Table, parent: ForeignKey | undefined, time: Column | undefined): { readonly proposed: string; readonly reason: string } {
    const reads = uses.readsOf(table.id);
    const joining = uses.joining(table.id);
    const writes = uses.writesOf(table.id);
    const load = loads.get(table.id);
    const streamId = words.stream?.id;
    if (words.noStreams !== undefined && time !== undefined && reads.length > 0 && reads.every(({ operation, text }) => operation === "aggregate" || text === "logs") && table.primaryKey?.columns.includes(time.id) === true) return { proposed: "none", reason: words.noStreams };
    if (streamId !== undefined && time !== undefined && load?.oldRowsChange !== true && !writes.some(({ operation }) => operation !== "insert")
      && (load?.retentionDays !== undefined || reads.some(({ operation, text }) => operation === "aggregate" || text === "logs")) && table.primaryKey?.columns.includes(time.id) === true) {
      return { proposed: streamId, reason: `Rows are only added, by ${time.name}${load?.retentionDays === undefined ? "" : `, and go after ${load.retentionDays} days`}${load?.rowsInYear === undefined ? "" : ` (${load.rowsInYear} in a year)`}: whole backing indexes are rolled over and deleted instead of single documents.` };
    }
    const fromParent = joining.filter(({ tableId }) => tableId === parent?.referencedTable);
    if (parent !== undefined && reads.length === 0 && fromParent.length > 0 && load?.perParent !== undefined && load.perParent <= mostWithin) {
      return { proposed: "embedded", reason: `At most ${load.perParent} of a parent, read only with it by ${named(fromParent)}; up to ${mostWithin} are kept within, since a change of one writes the whole document anew.` };
    }
    if (reads.length > 0) return { proposed: words.own.id, reason: `${named(reads)} ${reads.length === 1 ? "starts" : "start"} from it: one document per row${parent === undefined || load?.perParent === undefined ? "" : `; ${load.perParent} of a parent, and they are asked for by themselves`}.` };
    if (patterns.length === 0) return { proposed: words.own.id, reason: "No access pattern says who reads it: one document per row." };
    if (joining.length > 0) return { proposed: "none", reason: `Only read along by ${named(joining)}: what is shown of it is copied into the documents that refer to it${parent !== undefined && fromParent.length > 0 ? `, and nobody said that a parent has at most ${mostWithin}` : ""}.` };
    return { proposed: "none", reason: "No access pattern reads it: a copy would cost memory and have to be kept in step for nothing." };
  }

  /** The reference by which its parent owns it: the one that is part of the key, or goes with the parent. */
  function parentOf(table: Table): ForeignKey | undefined {
    const candidates = table.foreignKeys.filter(({ referencedTable, columns }) => referencedTable !== table.id && columns.length > 0 && schema.tables.some(({ id }) => id === referencedTable));
    const owning = candidates.filter(({ columns, onDelete }) => onDelete === "cascade" || columns.every((column) => table.primaryKey?.columns.includes(column) === true));
    return owning.find(({ referencedTable }) => uses.joining(table.id).some(({ tableId }) => tableId === referencedTable)) ?? owning[0] ?? candidates[0];
  }
}

/** The moment of a row: the column that a pattern reads a range of is not known here, so the key's own first. */
function timeOf(table: Table): Column | undefined {
  const moments = table.columns.filter(({ type, nullable }) => !nullable && (type.kind === "timestamptz" || type.kind === "timestamp"));
  return moments.find(({ id }) => table.primaryKey?.columns.includes(id) === true) ?? moments[0];
}
