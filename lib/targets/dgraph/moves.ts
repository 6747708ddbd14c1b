import type { JsonValue } from "../../model";
import type { NativeDataMigration } from "../native/native";
import { lowerSnake, nameWords } from "../native/words";
import { upsert } from "./commands";
import type { EnumModel, FieldModel, TypeModel } from "./model";
import type { Moved } from "./stages";
import { batchQuery, script, type Work } from "./script";

const batch = 1000;

/** Values that move to another predicate, and values that are required from now on, as one data migration; undefined where nothing moves. */
export function moves(moved: readonly Moved[], required: readonly { readonly type: TypeModel; readonly field: FieldModel }[], enums: readonly EnumModel[]): NativeDataMigration | undefined {
  const works: Work[] = [...moved.filter(({ from, to }) => copied(from, to)).map(copy), ...required.map((each) => fill(each, enums))];
  if (works.length === 0) return undefined;
  const slug = lowerSnake(["fill", ...works.flatMap(({ target }) => nameWords(target))], 60);
  return {
    slug, extension: "mjs", content: script(slug, works), commands: works.map((work) => upsert(batchQuery(work, batch), { set: work.set })), undo: works.toReversed().map(({ target, undo }) => upsert(batchQuery({ root: `has(${target})`, filter: "", block: "" }, batch), { delete: undo })),
    reversibility: { kind: "lossless" },
  };
}

/** Whether an upsert block can write the one of the other: a value variable holds one value, and text is no point or vector. */
export function copied(from: FieldModel, to: FieldModel): boolean {
  return !(from.list && !to.list) && from.dimensions === to.dimensions && (from.type === to.type || (from.type !== "Point" && to.type !== "Point"));
}

function copy({ from, to }: Moved): Work {
  const scaled = (to.scale ?? 0) - (from.scale ?? 0);
  const number = (field: FieldModel): boolean => field.type === "Float" || field.type === "Int" || field.type === "Int64";
  const factor = scaled !== 0 && number(from) && number(to) ? `math(x * ${scaled > 0 ? 10 ** scaled : 1 / 10 ** -scaled})` : undefined;
  return {
    title: `Copy ${from.predicate} to ${to.predicate}`, target: to.predicate, root: `has(${from.predicate})`, filter: `not has(${to.predicate})`, block: `{ x as ${from.predicate}${factor === undefined ? "" : ` y as ${factor}`} }`,
    set: { uid: "uid(v)", [to.predicate]: factor === undefined ? "val(x)" : "val(y)" }, undo: { uid: "uid(v)", [to.predicate]: null },
  };
}

function fill({ type, field }: { readonly type: TypeModel; readonly field: FieldModel }, enums: readonly EnumModel[]): Work {
  return {
    title: `Give every ${type.name} without ${field.name} ${field.default === undefined ? "a placeholder" : "its default"}`, target: field.predicate, root: `type(${type.stored})`, filter: `not has(${field.predicate})`, block: "",
    set: { uid: "uid(v)", [field.predicate]: valueOf(field, enums.find(({ name }) => name === field.enum)?.values[0]) }, undo: { uid: "uid(v)", [field.predicate]: null },
  };
}

/** The default, or something of the type that the application must know as "not known". */
function valueOf({ type, list, default: given }: FieldModel, first: string | undefined): JsonValue {
  const one = (): JsonValue => {
    switch (type) {
      case "Int": case "Int64": case "Float": return given === undefined ? 0 : Number(given);
      case "Boolean": return given === "true";
      case "DateTime": return given === undefined || given === "$now" ? "1970-01-01T00:00:00Z" : given;
      case "Point": return { type: "Point", coordinates: [0, 0] };
      case "String": return given ?? first ?? "";
    }
  };
  return list ? [one()] : one();
}
