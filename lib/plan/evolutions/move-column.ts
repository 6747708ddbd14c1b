import { fail, sameType, succeed, type Column, type ForeignKey, type Result, type Table } from "../../model";
import type { EvolutionField, EvolutionProposal } from "../evolution";
import { tableOf } from "../running-schema";
import { archiveQuestion, backwardQuestion, forwardQuestion } from "./column-exchange";
import { evolutionKind } from "./evolution-kind";
import { fixedColumn, tableChanges, type AlignedGround, type Course } from "./ground";
import { MoveCourse } from "./move-course";
import { columnById, refusal, remark, rowKey } from "./records";

/** A column that goes to a table beside its own. */
export const moveColumn = evolutionKind({
  id: "move-column",
  label: "Move column",
  explanation: "A column moves to a table that has at most one row for each of its rows. Both places are kept in step while versions of the application change over; where the engine cannot carry both directions, the new version writes both.",
  proposals,
  course: courseOf,
});

/** The foreign key by which a table has at most one row for each row of another. */
export function oneToOne(to: Table, from: Table): ForeignKey | undefined {
  const unique = [...(to.primaryKey === undefined ? [] : [to.primaryKey.columns]), ...to.uniques.map(({ columns }) => columns)].map((columns) => columns.toSorted().join());
  return to.foreignKeys.find((key) => key.referencedTable === from.id && unique.includes(key.columns.toSorted().join()));
}

function proposals(ground: AlignedGround): EvolutionProposal[] {
  const changes = tableChanges(ground);
  return changes.flatMap(({ before: from, dropped }) => dropped.flatMap((column) => changes.flatMap(({ before: to, added }): EvolutionProposal[] => {
    const key = to.id === from.id ? undefined : oneToOne(to, from);
    if (key === undefined) return [];
    return added.filter((fresh) => fresh.name === column.name || sameType(fresh.type, column.type)).map((fresh) => ({
      kind: "move-column", subject: { from: from.id, column: column.id, to: to.id, into: fresh.id, key: key.id }, carries: [column.id, ground.given(fresh.id)],
      title: `Move ${from.name}.${column.name} to ${to.name}.${fresh.name}`, fields: fields(column, fresh, to, key, ground),
    }));
  })));
}

function fields(column: Column, fresh: Column, to: Table, key: ForeignKey, { target: { quote }, sync, base, goal }: AlignedGround): EvolutionField[] {
  const same = sameType(column.type, fresh.type);
  const filler: EvolutionField = {
    id: "filler", label: `${column.name} of rows without one`, form: "expression", required: true, proposed: column.default ?? "",
    help: "What rows get on the way back that the new version wrote without the column.",
  };
  return [
    forwardQuestion(fresh, [column], same ? quote(column.name) : sync.convert(quote(column.name), fresh.type, goal)),
    backwardQuestion(column, [fresh], same ? quote(fresh.name) : sync.convert(quote(fresh.name), column.type, base)),
    {
      id: "rows", label: `Rows of ${to.name}`, help: `Who makes them while both places hold the value.`, form: "choice", required: true, proposed: to.columns.length > key.columns.length ? "application" : "trigger",
      choices: [
        { value: "application", label: "The application makes them; a value waits until its row is there" },
        { value: "trigger", label: "A trigger makes one for each value; no version inserts one without an upsert" },
      ],
    },
    ...(column.nullable ? [] : [filler]), archiveQuestion("no"),
  ];
}

function courseOf({ subject }: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround): Result<Course> {
  const from = tableOf(ground.base, subject["from"] ?? "");
  const to = tableOf(ground.base, subject["to"] ?? "");
  const column = columnById(from, subject["column"] ?? "");
  const fresh = columnById(tableOf(ground.goal, to.id), subject["into"] ?? "");
  const key = oneToOne(to, from);
  if (key === undefined) throw new Error("The proposal's foreign key is not there");
  const why = fixedColumn(from, column) ?? (rowKey(from) === undefined ? `${from.name} has no key: its rows cannot be filled in batches.` : undefined);
  if (why !== undefined) return fail(refusal("column-fixed", why, column.id));
  const demanding = to.columns.filter((one) => !key.columns.includes(one.id) && !one.nullable && one.default === undefined && one.generated === undefined && one.identity === undefined);
  if (demanding.length > 0) {
    return fail(refusal("rows-missing", `Rows of ${to.name} cannot be made for values of ${from.name}.${column.name}: ${demanding.map(({ name }) => name).join(", ")} must have a value. Give ${demanding.length === 1 ? "it" : "them"} a default first.`, to.id));
  }
  const diagnostics = [
    ...(key.onDelete === "cascade" ? [] : [remark("delete", `Rows made in ${to.name} keep rows of ${from.name} from being deleted by versions that do not know them, since the foreign key does not cascade.`, key.id)]),
    ...(column.default === undefined || answer("rows") === "application" ? [] : [remark("default", `${from.name}.${column.name} has a default, so a row of ${to.name} is made with each row of ${from.name}: the new version must write it with an upsert.`, column.id)]),
  ];
  const course = new MoveCourse({
    ground, from, to, column, fresh, key, archive: answer("archive") === "yes", attach: answer("rows") === "application", filler: column.nullable ? undefined : answer("filler"),
    forward: answer(`forward:${fresh.id}`), backward: answer(`backward:${column.id}`),
  });
  return succeed({ drafts: course.drafts(), application: course.application(), conversions: [course.conversion()], diagnostics });
}
