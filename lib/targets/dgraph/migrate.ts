import { canonicalJson, type Hazard, type Reversibility } from "../../model";
import { compareElements } from "../native/elements";
import type { NativeChange, NativeMigration, NativePhase, NativePlan, NativeStep } from "../native/native";
import { lowerSnake, nameWords } from "../native/words";
import { command, dropPredicate, dropType, leftovers, postSchema, samePosted } from "./commands";
import { copied, moves } from "./moves";
import type { DgraphModel, TypeModel } from "./model";
import { course, type Moved } from "./stages";

const lossless: Reversibility = { kind: "lossless" };

/** How an empty database, or one of shape `from`, gets shape `to`: the whole schema is posted for each stage, and values move by upsert blocks. */
export function migrate(from: DgraphModel | undefined, to: DgraphModel): NativePlan {
  if (from === undefined) return create(to);
  if (from.form !== to.form) {
    return { changes: [], migrations: [], diagnostics: [{ code: "dgraph-form-is-kept", severity: "error", message: `A released design keeps its ${from.form === "graphql" ? "GraphQL" : "DQL"} schema: nothing but dropping everything takes a GraphQL schema out of a namespace. Keep the form, or begin in a new namespace.` }] };
  }
  const changes = changesBetween(from, to);
  if (changes.length === 0) return { changes: [], migrations: [], diagnostics: [] };
  const { expanded, constrained, moved, required } = course(from, to);
  const ids = changes.map(({ id }) => id);
  const migrations: NativeMigration[] = [];
  const named = (verb: string, a: DgraphModel, b: DgraphModel): { slug: string; title: string } => {
    const subject = differing(a, b);
    return { slug: lowerSnake([verb, ...subject.flatMap(nameWords)], 60), title: `${verb} ${subject.join(", ")}`.trim() };
  };
  const goes = leftovers(constrained, to);
  const tidy = samePosted(expanded, to) || (goes.predicates.length === 0 && goes.types.length === 0 && samePosted(constrained, expanded));
  const phase = (of: NativePhase): { phase?: NativePhase } => (tidy ? {} : { phase: of });
  const data = moves(moved, required, expanded.enums);

  const steps = (title: string, a: DgraphModel, b: DgraphModel, hazards: readonly Hazard[]): NativeStep[] => {
    if (samePosted(a, b)) return [];
    const made = leftovers(b, a);
    return [{ title, changes: ids, up: [postSchema(b, true)], down: [postSchema(a, true), ...made.predicates.map(dropPredicate), ...made.types.map(dropType)], reversibility: lossless, hazards }];
  };
  const expanding = steps(tidy ? "Post the new schema" : "Post the schema with old and new side by side", from, expanded, indexHazards(from, expanded));
  if (expanding.length > 0) migrations.push({ ...named(tidy ? "Change" : "Expand", from, expanded), ...phase("expand"), steps: expanding, ...(data === undefined ? {} : { data }) });
  const last: NativeStep[] = steps("Post the schema as the new version asks it", expanded, constrained, breaking(from, to));
  if (last.length > 0) {
    const before = [...moved.map(({ type, to: field }) => `Every running version writes ${type.name}.${field.name} in both places, and ${data?.slug ?? "the data"} has run to its end.`), ...required.map(({ type, field }) => `Every ${type.name} has a ${field.name}.`), ...renames(from, to)];
    migrations.push({ ...named("Constrain", expanded, constrained), ...phase(renames(from, to).length > 0 ? "switch code" : "constrain"), ...(before.length === 0 ? {} : { before: before.join(" ") }), steps: last, ...(expanding.length === 0 && data !== undefined ? { data } : {}) });
  }
  const contracting = contract(constrained, to, goes, ids, moved);
  if (contracting.length > 0) migrations.push({ ...named("Remove", constrained, to), ...phase("contract"), ...(tidy ? {} : { before: `No running version asks ${[...goes.predicates, ...goes.types].join(", ") || "the old schema"} any more.` }), steps: contracting });
  const carried = migrations.some(({ steps: all }) => all.length > 0);
  return { changes: carried ? changes : [], migrations, diagnostics: [...diagnose(from, to, carried), ...moved.filter((each) => !copied(each.from, each.to)).map(uncopied)] };
}

/** Names of the types and enumerations that differ between two shapes. */
function differing(a: DgraphModel, b: DgraphModel): readonly string[] {
  const of = ({ types, enums }: DgraphModel): ReadonlyMap<string, string> => new Map([...types, ...enums].map((each) => [each.name, canonicalJson(each)]));
  const [before, after] = [of(a), of(b)];
  return [...new Set([...after.keys(), ...before.keys()])].filter((name) => before.get(name) !== after.get(name));
}

function create(to: DgraphModel): NativePlan {
  if (to.types.length === 0) return { changes: [], migrations: [], diagnostics: [] };
  const changes = to.types.map((type): NativeChange => ({ id: `type ${type.id}`, verb: "add", title: `Add type ${type.name}`, tables: [type.id] }));
  const step: NativeStep = {
    title: `Post the ${to.form === "graphql" ? "GraphQL" : "DQL"} schema`, changes: changes.map(({ id }) => id), up: [postSchema(to, false)], down: [command("/alter", { drop_all: true })], reversibility: lossless,
    hazards: [{ code: "dgraph-drop-all", kind: "loss", severity: "info", message: "The way back empties the whole namespace: nothing was there before." }],
  };
  return { changes, migrations: [{ slug: "create_schema", title: "Create the schema", steps: [step] }], diagnostics: [] };
}

/** Predicates and types that nobody asks any more go, each in a request of its own. */
function contract(constrained: DgraphModel, to: DgraphModel, goes: ReturnType<typeof leftovers>, ids: readonly string[], moved: readonly Moved[]): NativeStep[] {
  const copied = new Set(moved.map(({ from }) => from.predicate));
  const steps: NativeStep[] = samePosted(constrained, to) ? [] : [{ title: "Post the new schema by itself", changes: ids, up: [postSchema(to, true)], down: [postSchema(constrained, true)], reversibility: lossless, hazards: [] }];
  for (const predicate of goes.predicates) {
    steps.push({
      title: `Drop predicate ${predicate}`, changes: ids, up: [dropPredicate(predicate)], down: [],
      reversibility: { kind: "lossy", what: copied.has(predicate) ? `the values of ${predicate} as they were before they were converted` : `the values of ${predicate}` },
      hazards: [{ code: "dgraph-values-lost", kind: "loss", severity: "error", message: `Every value of ${predicate} is gone for good.`, safeAlternative: "Take a backup, or export them first." }],
    });
  }
  for (const type of goes.types) steps.push({ title: `Drop type ${type}`, changes: ids, up: [dropType(type)], down: [], reversibility: { kind: "lossy", what: `which nodes are a ${type} is still said by dgraph.type, but their values are gone` }, hazards: [] });
  return steps;
}

function indexHazards(from: DgraphModel, to: DgraphModel): readonly Hazard[] {
  const old = new Map(from.types.flatMap(({ fields }) => fields.map((field) => [field.predicate, field.search.join(" ")] as const)));
  const grown = to.types.flatMap(({ fields }) => fields.filter((field) => old.has(field.predicate) && old.get(field.predicate) !== field.search.join(" ")).map(({ predicate }) => predicate));
  return grown.length === 0 ? [] : [{ code: "dgraph-index-builds", kind: "scan", severity: "warning", message: `The indexes of ${grown.join(", ")} are built anew from every value; until /health shows no more indexing, no other schema can be posted.` }];
}

function renames(from: DgraphModel, to: DgraphModel): readonly string[] {
  if (to.form !== "graphql") return [];
  return to.types.flatMap((type) => {
    const old = from.types.find(({ id }) => id === type.id);
    if (old === undefined) return [];
    const members = [...type.fields, ...type.edges].flatMap((member) => {
      const was = [...old.fields, ...old.edges].find(({ id }) => id === member.id);
      return was === undefined || was.name === member.name ? [] : [`The version that asks ${type.name}.${member.name} instead of ${was.name} is rolled out together with it.`];
    });
    return [...(old.name === type.name ? [] : [`The version that asks ${type.name} instead of ${old.name} is rolled out together with it.`]), ...members];
  });
}

function breaking(from: DgraphModel, to: DgraphModel): readonly Hazard[] {
  return renames(from, to).length === 0 ? [] : [{ code: "dgraph-renamed", kind: "breaking", severity: "warning", message: "GraphQL queries by the old names are refused from this moment on; the values stay where they are, so DQL queries by predicate go on.", safeAlternative: "Keep the old name until every client asks by predicate, or roll both out together." }];
}

function changesBetween(from: DgraphModel, to: DgraphModel): readonly NativeChange[] {
  const changes: NativeChange[] = [];
  const types = compareElements(from.types, to.types);
  for (const type of types.added) changes.push({ id: `type ${type.id}`, verb: "add", title: `Add type ${type.name}`, tables: [type.id] });
  for (const type of types.dropped) changes.push({ id: `type ${type.id} goes`, verb: "drop", title: `Drop type ${type.name}`, tables: [type.id] });
  for (const { from: before, to: after } of types.changed) changes.push(...memberChanges(before, after));
  const enums = compareElements(from.enums, to.enums);
  const holders = (name: string): readonly string[] => to.types.filter(({ fields }) => fields.some((field) => field.enum === name)).map(({ id }) => id);
  for (const each of enums.added) changes.push({ id: `enum ${each.id}`, verb: "add", title: `Add enumeration ${each.name}`, tables: holders(each.name) });
  for (const each of enums.dropped) changes.push({ id: `enum ${each.id} goes`, verb: "drop", title: `Drop enumeration ${each.name}`, tables: [] });
  for (const { to: after } of enums.changed) changes.push({ id: `enum ${after.id}`, verb: "alter", title: `Change the values of ${after.name}`, tables: holders(after.name) });
  return changes;
}

function memberChanges(before: TypeModel, after: TypeModel): readonly NativeChange[] {
  const changes: NativeChange[] = [];
  const tables = [after.id];
  if (before.name !== after.name) changes.push({ id: `type ${after.id}`, verb: "rename", title: `Rename type ${before.name} to ${after.name}`, tables });
  else if (JSON.stringify([before.auth, before.subscription, before.comment]) !== JSON.stringify([after.auth, after.subscription, after.comment])) changes.push({ id: `type ${after.id}`, verb: "alter", title: `Change type ${after.name}`, tables });
  const { added, dropped, changed } = compareElements<TypeModel["fields"][number] | TypeModel["edges"][number]>([...before.fields, ...before.edges], [...after.fields, ...after.edges]);
  for (const member of added) changes.push({ id: `field ${after.id} ${member.id}`, verb: "add", title: `Add ${after.name}.${member.name}`, tables });
  for (const member of dropped) changes.push({ id: `field ${after.id} ${member.id} goes`, verb: "drop", title: `Drop ${after.name}.${member.name}`, tables });
  for (const { from: old, to: member, renamed } of changed) changes.push({ id: `field ${after.id} ${member.id}`, verb: renamed ? "rename" : "alter", title: renamed ? `Rename ${after.name}.${old.name} to ${member.name}` : `Change ${after.name}.${member.name}`, tables });
  return changes;
}

function uncopied({ type, from, to }: Moved): NativePlan["diagnostics"][number] {
  return { code: "dgraph-no-copy", severity: "warning", message: `${type.name}.${to.name} is kept under ${to.predicate} from now on, and no upsert block says which value of ${from.predicate} it gets: the application writes it before the last migration drops the old one.`, place: { objectId: to.id } };
}

function diagnose(from: DgraphModel, to: DgraphModel, carried: boolean): NativePlan["diagnostics"] {
  const found: NativePlan["diagnostics"][number][] = [];
  if (!carried) found.push({ code: "dgraph-nothing-to-post", severity: "info", message: "Nothing changes in the database: predicates keep the names that they were made with." });
  for (const type of to.types) {
    const before = from.types.find(({ id }) => id === type.id);
    const lost = type.edges.filter((edge) => !edge.back && before !== undefined && !before.edges.some(({ id }) => id === edge.id) && before.fields.some(({ columns }) => columns.some((column) => edge.columns.includes(column))));
    for (const edge of lost) found.push({ code: "dgraph-edges-by-import", severity: "warning", message: `${type.name}.${edge.name} is an edge now: the edges are made by importing the keys anew, since no upsert block looks one node up for each of many.`, place: { objectId: edge.id } });
  }
  for (const { id, name } of to.types) if (from.types.every((type) => type.id !== id) && from.types.some(({ edges }) => edges.some((edge) => edge.id === id))) found.push({ code: "dgraph-edges-by-import", severity: "warning", message: `${name} was an edge: its nodes are made by importing the rows anew.`, place: { objectId: id } });
  return found;
}

