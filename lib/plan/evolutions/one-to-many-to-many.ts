import { fail, succeed, type Column, type ForeignKey, type Result, type Table } from "../../model";
import type { EvolutionField, EvolutionProposal } from "../evolution";
import { tableOf } from "../running-schema";
import { evolutionKind } from "./evolution-kind";
import { fixedColumn, tableChanges, type AlignedGround, type Course } from "./ground";
import { LinkCourse } from "./link-course";
import { columnById, listed, refusal, remark, rowKey } from "./records";

/** A reference becomes a table of links. */
export const oneToManyToMany = evolutionKind({
  id: "one-to-many-to-many",
  label: "One-to-many to many-to-many",
  explanation: "A reference to one row becomes a table of links to several. Both forms are kept in step while versions of the application change over; the old version sees one of several links.",
  proposals,
  course: courseOf,
});

interface Links {
  readonly toOwner: ForeignKey;
  readonly toOther: ForeignKey;
}

/** The foreign keys of a table of links, when it is one: its key is made of both. */
function linksOf(link: Table, owner: Table, reference: ForeignKey): Links | undefined {
  const keys = [...(link.primaryKey === undefined ? [] : [link.primaryKey.columns]), ...link.uniques.map(({ columns }) => columns)].map((columns) => columns.toSorted().join());
  const key = (rowKey(owner) ?? []).map(({ id }) => id).toSorted().join();
  for (const toOwner of link.foreignKeys.filter(({ referencedTable, referencedColumns }) => referencedTable === owner.id && referencedColumns.toSorted().join() === key)) {
    const toOther = link.foreignKeys.find((other) => other.id !== toOwner.id && other.referencedTable === reference.referencedTable && other.referencedColumns.toSorted().join() === reference.referencedColumns.toSorted().join()
      && keys.includes([...toOwner.columns, ...other.columns].toSorted().join()));
    if (toOther !== undefined) return { toOwner, toOther };
  }
  return undefined;
}

function proposals(ground: AlignedGround): EvolutionProposal[] {
  const fresh = ground.goal.tables.filter(({ id }) => !ground.base.tables.some((table) => table.id === id));
  return tableChanges(ground).flatMap(({ before, dropped }) => before.foreignKeys
    .filter((reference) => reference.columns.every((id) => dropped.some((column) => column.id === id)))
    .flatMap((reference) => fresh.filter((link) => linksOf(link, before, reference) !== undefined).map((link): EvolutionProposal => ({
      kind: "one-to-many-to-many", subject: { table: before.id, reference: reference.id, link: link.id }, carries: [...reference.columns, reference.id, ground.given(link.id)],
      title: `Let rows of ${before.name} refer to several by ${link.name}`, fields: fields(before, reference),
    }))));
}

function fields(table: Table, reference: ForeignKey): EvolutionField[] {
  const columns = reference.columns.map((id) => columnById(table, id));
  if (columns.every(({ nullable }) => nullable)) return [];
  return columns.map((column): EvolutionField => ({
    id: `filler:${column.id}`, label: `${column.name} of rows without a link`, form: "expression", required: false, proposed: "",
    help: "What rows get on the way back that the new version left without any link. Without an answer the way back is refused while there are such rows.",
  }));
}

function courseOf({ subject }: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround): Result<Course> {
  const owner = tableOf(ground.base, subject["table"] ?? "");
  const reference = owner.foreignKeys.find(({ id }) => id === subject["reference"]);
  const link = tableOf(ground.goal, subject["link"] ?? "");
  const links = reference === undefined ? undefined : linksOf(link, owner, reference);
  if (reference === undefined || links === undefined) throw new Error("The proposal's references are not there");
  const columns = reference.columns.map((id) => columnById(owner, id));
  const fixed = columns.flatMap((column) => fixedColumn(owner, column) ?? []);
  if (fixed.length > 0) return fail(...fixed.map((why) => refusal("column-fixed", why, owner.id)));
  const own = new Set([...links.toOwner.columns, ...links.toOther.columns]);
  const demanding = link.columns.filter((column: Column) => !own.has(column.id) && !column.nullable && column.default === undefined && column.generated === undefined && column.identity === undefined);
  if (demanding.length > 0) return fail(refusal("rows-missing", `Links cannot be made by triggers: ${listed(demanding.map(({ name }) => `${link.name}.${name}`))} must have a value. Give ${demanding.length === 1 ? "it" : "them"} a default.`, link.id));
  const course = new LinkCourse({ ground, owner, reference, link, ...links, fillers: new Map(columns.map(({ id }) => [id, answer(`filler:${id}`)])) });
  const diagnostics = [
    remark("one-of-several", `While both forms stand, the old version sees one of several links, and setting ${listed(columns.map(({ name }) => name))} to NULL takes that one away only.`, owner.id),
    ...(links.toOwner.onDelete === "cascade" ? [] : [remark("delete", `Links made by triggers keep rows of ${owner.name} from being deleted by versions that do not know them, since the foreign key of ${link.name} does not cascade.`, links.toOwner.id)]),
  ];
  return succeed({ drafts: course.drafts(), application: course.application(), conversions: [], diagnostics });
}
