import type { EnumType, Id, SchemaObject, TechnologyId } from "../../model";
import type { DesignSettings, Group, Note, PlannedEvolution, Point, Problem, WorkloadAnswer } from "../design";
import { answerPrefix, formPrefix, mappingPrefix, rulePrefix } from "../encode";
import { writeRecord } from "../patch";
import { designRecordId } from "../records";
import { unnamed } from "./build-table";
import { deletionFix, fix, nameOf, problem, restoreFix, unreadableProblem } from "./problem";
import type { RecordStore } from "./record-store";

/** Number of hues groups and notes choose from. */
export const hues = 8;
/** Width of a note that names none, in canvas pixels. */
export const noteWidth = 240;
/** Positions farther out than this, in canvas pixels, are taken for mistakes and brought to the edge. */
const farthest = 1_000_000;

export interface Built<T> {
  readonly value: readonly T[];
  readonly problems: readonly Problem[];
}

export function buildEnums(store: RecordStore): Built<EnumType> {
  const problems: Problem[] = [];
  const value = store.live("enum").map((record): EnumType => {
    const reader = store.reader(record.id);
    const name = reader.filled("name");
    const namespace = reader.filled("ns");
    const comment = reader.filled("comment");
    const values = reader.ids("values") ?? [];
    if (name === undefined) problems.push(problem("error", "empty-name", record.id, "An enum has no name.", fix(`Name it ${unnamed}_enum`, writeRecord(record.id, { name: `${unnamed}_enum` }))));
    if (values.length === 0) problems.push(problem("warning", "enum-without-values", record.id, `Enum ${name ?? unnamed} has no values.`));
    problems.push(...unreadableProblem(reader, `Enum ${name ?? unnamed}`));
    return { id: record.id, name: name ?? unnamed, ...(namespace === undefined ? {} : { namespace }), values, ...(comment === undefined ? {} : { comment }) };
  });
  return { value, problems };
}

/** Further objects; one that belongs to a table which is gone is left out. */
export function buildObjects(store: RecordStore): Built<SchemaObject> {
  const problems: Problem[] = [];
  const value = store.live("object").flatMap((record): readonly SchemaObject[] => {
    const reader = store.reader(record.id);
    const name = reader.filled("name");
    const kind = reader.filled("type");
    const definition = reader.filled("definition");
    const namespace = reader.filled("ns");
    const tableId = reader.filled("table");
    const comment = reader.filled("comment");
    const dependsOn = reader.texts("dependsOn") ?? [];
    const what = `${kind ?? "Object"} ${name ?? unnamed}`;
    problems.push(...unreadableProblem(reader, what));
    if (kind === undefined || definition === undefined) {
      problems.push(problem("error", "object-without-definition", record.id, `${what} has no ${kind === undefined ? "kind" : "definition"} and is left out.`, deletionFix("Delete it", [record.id])));
      return [];
    }
    if (tableId !== undefined && !store.isLive(tableId, "table")) {
      problems.push(problem("error", "orphan-object", record.id, `${what} belongs to a table that is not in the design and is left out.`,
        deletionFix("Delete it", [record.id]), restoreFix(`Bring table ${nameOf(store.get(tableId))} back`, tableId, store)));
      return [];
    }
    if (name === undefined) problems.push(problem("error", "empty-name", record.id, `A ${kind} has no name.`, fix(`Name it ${unnamed}_${kind}`, writeRecord(record.id, { name: `${unnamed}_${kind}` }))));
    return [{
      id: record.id, kind, ...(namespace === undefined ? {} : { namespace }), name: name ?? unnamed, ...(tableId === undefined ? {} : { tableId }),
      definition, dependsOn, ...(comment === undefined ? {} : { comment }),
    }];
  });
  return { value, problems };
}

export function buildGroups(store: RecordStore): Built<Group> {
  return {
    value: store.live("group").map((record) => {
      const reader = store.reader(record.id);
      return { id: record.id, name: reader.filled("name") ?? "Group", color: hue(reader.number("color")) };
    }),
    problems: [],
  };
}

export function buildNotes(store: RecordStore): Built<Note> {
  return {
    value: store.live("note").map((record) => {
      const reader = store.reader(record.id);
      return {
        id: record.id, text: reader.text("text") ?? "", at: { x: position(reader.number("x")), y: position(reader.number("y")) },
        width: Math.min(Math.max(reader.number("w") ?? noteWidth, 80), 2000), color: hue(reader.number("color")),
      };
    }),
    problems: [],
  };
}

export function buildEvolutions(store: RecordStore): Built<PlannedEvolution> {
  const problems: Problem[] = [];
  const value = store.live("evolution").flatMap((record): PlannedEvolution[] => {
    const reader = store.reader(record.id);
    const kind = reader.filled("evo");
    const subject = reader.record("subject");
    const answers = reader.record("answers");
    const evolution = { id: record.id, kind: kind ?? "", subject: subject ?? {}, answers: answers ?? {}, held: reader.flag("held"), abandoned: reader.flag("abandoned") };
    problems.push(...unreadableProblem(reader, "A change in phases"));
    if (kind !== undefined && subject !== undefined) return [evolution];
    problems.push(problem("warning", "evolution-incomplete", record.id, "A change in phases does not say what it changes and is left out.", deletionFix("Delete it", [record.id])));
    return [];
  });
  return { value, problems };
}

export function buildSettings(store: RecordStore): {
  readonly name: string; readonly settings: DesignSettings; readonly workload: ReadonlyMap<string, WorkloadAnswer>; readonly problems: readonly Problem[];
} {
  const reader = store.reader(designRecordId);
  const name = reader.filled("name") ?? "Untitled design";
  const prose = reader.record("prose");
  const forms = reader.forms(formPrefix);
  const decidedAgainst = reader.filled("against");
  const rulesOff = [...reader.answers(rulePrefix)].flatMap(([code, reason]) => (typeof reason === "string" && reason.trim() !== "" && code !== "__proto__" ? [[code, reason] as const] : []));
  const settings: DesignSettings = {
    target: reader.technology("target") ?? "postgresql",
    targetVersion: reader.filled("version") ?? "",
    rationale: reader.text("rationale") ?? "",
    ...(decidedAgainst === undefined ? {} : { decidedAgainst }),
    numbering: reader.oneOf("numbering", ["sequence", "timestamp"]) ?? "sequence",
    online: reader.flag("online"),
    renames: reader.renames("renames") ?? [],
    ...(prose === undefined ? {} : { prose }),
    ...(forms === undefined ? {} : { forms }),
    ...(rulesOff.length === 0 ? {} : { rulesOff: Object.fromEntries(rulesOff) }),
  };
  const workload = reader.answers(answerPrefix);
  return { name, settings, workload, problems: unreadableProblem(reader, "The design") };
}

/** The team's choices about the shape in one target, of records that are there. */
export function buildMapping(store: RecordStore, target: TechnologyId): ReadonlyMap<Id, Readonly<Record<string, string>>> {
  const prefix = `${mappingPrefix}${target}.`;
  const mapping = new Map<Id, Readonly<Record<string, string>>>();
  for (const id of store.mapped()) {
    const record = store.get(id);
    if (record?.kind === undefined || record.deleted !== undefined) continue;
    const choices = [...record.values].flatMap(([property, option]) =>
      property.startsWith(prefix) && property.length > prefix.length && property !== `${prefix}__proto__` && typeof option === "string" && option !== "" ? [[property.slice(prefix.length), option] as const] : []);
    if (choices.length > 0) mapping.set(id, Object.fromEntries(choices.toSorted(([a], [b]) => (a < b ? -1 : 1))));
  }
  return mapping;
}

/** Where a table is; undefined for one never placed. */
export function positionOf(values: ReadonlyMap<string, unknown>): Point | undefined {
  const x = values.get("x");
  const y = values.get("y");
  return typeof x === "number" && typeof y === "number" && Number.isFinite(x) && Number.isFinite(y) ? { x: position(x), y: position(y) } : undefined;
}

const position = (value: number | undefined): number => Math.min(Math.max(value ?? 0, -farthest), farthest);
const hue = (value: number | undefined): number => (value === undefined ? 0 : ((Math.trunc(value) % hues) + hues) % hues);
