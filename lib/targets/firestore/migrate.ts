import { canonicalJson, type Diagnostic, type Hazard, type Id, type JsonObject, type Reversibility } from "../../model";
import { compareElements, type NativeChange, type NativeDataMigration, type NativeMigration, type NativePhase, type NativePlan, type NativeStep } from "../native";
import { slugOf } from "../native/naming";
import { fieldWork, loosens, mustMove, needsRewrite } from "./compare";
import type { FirestoreCollection, FirestoreModel } from "./model";
import { relocation } from "./relocate";
import { lockedRules, rulesOf } from "./rules";
import { dataScript } from "./script";
import { indexesJson, patternOf, together } from "./state";
import type { DocumentWork } from "./work";

const lossless: Reversibility = { kind: "lossless" };
const nothing = { indexes: [], overrides: [], edition: "standard" } as const;

type Pair = { readonly from: FirestoreCollection; readonly to: FirestoreCollection };

/** From one shape to the next: rules that take both shapes, documents rewritten, old fields cleared, rules of the new shape alone. */
export function migrate(from: FirestoreModel | undefined, to: FirestoreModel): NativePlan {
  if (from === undefined) return fresh(to);
  const { added, dropped, changed } = compareElements(from.collections, to.collections);
  const pairs: readonly Pair[] = changed;
  const moved = pairs.filter((pair) => mustMove(pair.from, pair.to));
  const rewritten = pairs.filter((pair) => needsRewrite(pair.from, pair.to));
  const leaving = [...dropped, ...moved.map((pair) => pair.from)];
  const changes = changesOf(from, to, added, dropped, pairs);
  const ids = changes.map(({ id }) => id);
  const ofIndexes = ids.filter((id) => id.startsWith("index:") || id.startsWith("override:"));
  const ofRules = ids.filter((id) => !ofIndexes.includes(id));
  const bridged = pairs.some((pair) => !loosens(pair.from, pair.to)) || leaving.length > 0;
  const states = [stateOf(from), ...(bridged || indexesGo(from, to) ? [{ rules: bridged ? rulesOf(together(from, to, leaving), from) : rulesOf(to), ...indexesJson(together(from, to, leaving)) }] : []), stateOf(to)];
  const diagnostics: Diagnostic[] = [];
  const jobs = jobsOf(from, to, rewritten, moved, diagnostics);
  const names = [...new Set([...pairs.map((pair) => pair.to.name), ...added.map(({ name }) => name)])];
  const gone = [...new Set([...dropped, ...rewritten.map((pair) => pair.to), ...moved.map((pair) => pair.to)].map(({ name }) => name))];
  const [before, middle, after] = states;
  const migrations: NativeMigration[] = [];
  const make = (verb: string, subjects: readonly string[], phase: NativePhase | undefined, before: string | undefined, steps: readonly NativeStep[], data?: Omit<NativeDataMigration, "slug" | "extension" | "content">): void => {
    if (steps.length === 0 && data === undefined) return;
    const what = subjects.length === 0 ? "indexes" : subjects.length > 3 ? `${subjects.length} collections` : subjects.join(", ");
    const title = `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${what}`;
    const slug = slugOf(`${verb} ${what}`);
    migrations.push({ slug, title, ...(phase === undefined ? {} : { phase }), ...(before === undefined ? {} : { before }), steps, ...(data === undefined ? {} : { data: { ...data, slug, extension: "js", content: dataScript(title, slug, data.commands, data.undo) } }) });
  };
  if (before === undefined || middle === undefined) return { changes, migrations, diagnostics };
  if (after === undefined) {
    make("change", names, undefined, undefined, deploys(before, middle, ofIndexes, ofRules));
    return { changes, migrations, diagnostics };
  }
  make("expand", names, "expand", undefined, deploys(before, middle, ofIndexes, ofRules, true));
  if (jobs.fill.length > 0) make("backfill", [...new Set(jobs.fill.map(({ each }) => decodeURIComponent(each.split("/*/").at(-1) ?? each)))], "backfill", "Every running version of the application writes both shapes, with the new schemaVersion.", [], { commands: texts(jobs.fill), undo: texts(jobs.unfill), reversibility: lossy(jobs.lostByFill) });
  if (jobs.clear.length > 0) make("clear", rewritten.map((pair) => pair.to.name), "contract", "The backfill has run to its end, and no running version reads or writes the old fields.", [], { commands: texts(jobs.clear), undo: texts(jobs.unclear), reversibility: lossy(jobs.lostByClear) });
  const guards = rewritten.filter((pair) => pair.to.schemaVersion > pair.from.schemaVersion).map((pair): JsonObject => ({ verify: patternOf(to, pair.to), field: pair.to.versionField, from: pair.to.schemaVersion }));
  const rest = deploys(middle, after, ofIndexes, ofRules);
  const deletions = leaving.map((collection): NativeStep => deletion(from, to, collection, dropped.includes(collection), ids));
  const guarded = rest.map((step, i) => (i === 0 && guards.length > 0 ? { ...step, up: [...guards.map((guard) => JSON.stringify(guard)), ...step.up], hazards: [...step.hazards, hazard("firestore-verify-reads", "scan", "info", "Makes sure by a count that no document of the old version is left: one read per 1,000 of them.")] } : step));
  make("contract", gone.length > 0 ? gone : names, "contract", "No running version reads what goes, and an export of it is kept.", [...guarded, ...deletions]);
  return { changes, migrations, diagnostics };
}

type State = { readonly rules: string; readonly indexes: readonly JsonObject[]; readonly fieldOverrides: readonly JsonObject[] };

function stateOf(model: FirestoreModel): State {
  return { rules: rulesOf(model), ...indexesJson(model) };
}

function fresh(to: FirestoreModel): NativePlan {
  const empty: State = { rules: lockedRules, ...indexesJson(nothing) };
  const changes: readonly NativeChange[] = [
    ...to.collections.map(({ id, name, tables }): NativeChange => ({ id, verb: "add", title: `Add collection ${name}`, tables })), ...to.indexes.map(({ id, name }): NativeChange => ({ id, verb: "add", title: `Add index ${name}`, tables: tablesOf(to, id) })),
    ...to.overrides.map(({ id, name }): NativeChange => ({ id, verb: "add", title: `Add field override ${name}`, tables: tablesOf(to, id) })),
  ];
  const steps = deploys(empty, stateOf(to), changes.filter(({ id }) => id.startsWith("index:") || id.startsWith("override:")).map(({ id }) => id), to.collections.map(({ id }) => id));
  return { changes: steps.length === 0 ? [] : changes, migrations: steps.length === 0 ? [] : [{ slug: "create_database", title: `Rules and indexes of ${to.collections.length} collections`, steps }], diagnostics: [] };
}

function tablesOf(model: FirestoreModel, id: Id): readonly Id[] {
  const group = [...model.indexes, ...model.overrides].find((element) => element.id === id)?.collectionGroup;
  return model.collections.filter(({ name }) => name === group).flatMap(({ tables }) => tables);
}

function changesOf(from: FirestoreModel, to: FirestoreModel, added: readonly FirestoreCollection[], dropped: readonly FirestoreCollection[], pairs: readonly Pair[]): readonly NativeChange[] {
  const changes: NativeChange[] = [
    ...added.map(({ id, name, tables }): NativeChange => ({ id: `${id}:add`, verb: "add", title: `Add collection ${name}`, tables })), ...dropped.map(({ id, name, tables }): NativeChange => ({ id: `${id}:drop`, verb: "drop", title: `Drop collection ${name}`, tables })),
    ...pairs.filter((pair) => rulesDiffer(from, to, pair)).map((pair): NativeChange => ({ id: `${pair.to.id}:alter`, verb: pair.from.name === pair.to.name ? "alter" : "rename", title: titleOf(pair), tables: pair.to.tables })),
  ];
  for (const [kind, before, after] of [["index", from.indexes, to.indexes], ["field override", from.overrides, to.overrides]] as const) {
    const bare = (list: typeof before): readonly { readonly id: Id; readonly name: string; readonly what: string }[] => list.map((element) => ({ id: element.id, name: element.name, what: canonicalJson({ ...element, id: "", reason: "" }) }));
    const { added: more, dropped: less, changed } = compareElements(bare(before), bare(after));
    for (const { id, name } of more) changes.push({ id, verb: "add", title: `Add ${kind} ${name}`, tables: tablesOf(to, id) });
    for (const { to: { id, name }, properties } of changed) if (properties.includes("what")) changes.push({ id, verb: "alter", title: `Change ${kind} ${name}`, tables: tablesOf(to, id) });
    for (const { id, name } of less) changes.push({ id: `${kind === "index" ? "index" : "override"}:drop:${id}`, verb: "drop", title: `Drop ${kind} ${name}`, tables: tablesOf(from, id) });
  }
  return changes;
}

function rulesDiffer(from: FirestoreModel, to: FirestoreModel, pair: Pair): boolean {
  const one = (model: FirestoreModel, collection: FirestoreCollection): string => rulesOf({ ...model, collections: [{ ...collection, within: [] }], indexes: [] });
  return mustMove(pair.from, pair.to) || one(from, pair.from) !== one(to, pair.to) || needsRewrite(pair.from, pair.to);
}

function titleOf({ from, to }: Pair): string {
  const { added, dropped, changed } = compareElements(from.fields, to.fields);
  const parts = [...(mustMove(from, to) ? [`move it from ${from.name}`] : []), ...added.map(({ name }) => `add ${name}`), ...changed.map((change) => (change.renamed ? `rename ${change.from.name} to ${change.to.name}` : `change ${change.to.name}`)), ...dropped.map(({ name }) => `drop ${name}`)];
  return parts.length === 0 ? `Change the rules of ${to.name}` : `Change ${to.name}: ${parts.slice(0, 5).join(", ")}${parts.length > 5 ? ` and ${parts.length - 5} more` : ""}`;
}

function indexesGo(from: FirestoreModel, to: FirestoreModel): boolean {
  const both = indexesJson(together(from, to, []));
  return canonicalJson(both) !== canonicalJson(indexesJson(to));
}

/** The steps that deploy what differs: indexes first, since a query without its index fails. */
function deploys(before: State, after: State, ofIndexes: readonly string[], ofRules: readonly string[], both = false): readonly NativeStep[] {
  const indexes = ({ indexes: list, fieldOverrides }: State): string => JSON.stringify({ deploy: "indexes", indexes: list, fieldOverrides });
  const rules = ({ rules: source }: State): string => JSON.stringify({ deploy: "rules", source });
  const builds = after.indexes.length > before.indexes.length ? [hazard("firestore-index-builds", "scan", "info", "New indexes are built in the background, minutes for small collections and hours for large ones; queries that need them fail until then.")] : [];
  const drops = before.indexes.some((index) => !after.indexes.some((other) => canonicalJson(other) === canonicalJson(index))) ? [hazard("firestore-index-drops", "breaking", "warning", "Queries that still use an index that goes fail from then on.", "Look at the index's use in the console first.")] : [];
  return [
    ...(indexes(before) === indexes(after) ? [] : [{ title: "Deploy indexes", changes: [...ofIndexes, ...(rules(before) === rules(after) ? ofRules : [])], up: [indexes(after)], down: [indexes(before)], reversibility: lossless, hazards: [...builds, ...drops] }]),
    ...(rules(before) === rules(after) ? [] : [{ title: both ? "Deploy rules that take both shapes" : "Deploy rules", changes: [...ofRules, ...(indexes(before) === indexes(after) ? ofIndexes : [])], up: [rules(after)], down: [rules(before)], reversibility: lossless, hazards: both || before.rules === lockedRules ? [] : [hazard("firestore-rules-tighten", "breaking", "warning", "Clients that still write the old shape are refused within about a minute.")] }]),
  ];
}

function jobsOf(from: FirestoreModel, to: FirestoreModel, rewritten: readonly Pair[], moved: readonly Pair[], diagnostics: Diagnostic[]): { readonly fill: DocumentWork[]; readonly unfill: DocumentWork[]; readonly clear: DocumentWork[]; readonly unclear: DocumentWork[]; readonly lostByFill: string[]; readonly lostByClear: string[] } {
  const jobs = { fill: [] as DocumentWork[], unfill: [] as DocumentWork[], clear: [] as DocumentWork[], unclear: [] as DocumentWork[], lostByFill: [] as string[], lostByClear: [] as string[] };
  for (const pair of rewritten) {
    const work = fieldWork(pair.from.fields, pair.to.fields);
    const each = patternOf(to, moved.includes(pair) ? pair.from : pair.to);
    const path = moved.includes(pair) ? patternOf(from, pair.from) : each;
    const field = pair.to.versionField;
    const counted = pair.to.schemaVersion > pair.from.schemaVersion;
    for (const name of work.guessed) diagnostics.push({ code: "firestore-empty-filling", severity: "warning", message: `Nothing says what old documents of ${pair.to.name} get in ${name}: they get an empty value. Give the column a default, or change the value in the data migration.`, place: { objectId: pair.to.id } });
    for (const name of work.moved) diagnostics.push({ code: "firestore-move-by-hand", severity: "warning", message: `${pair.to.name}.${name} held elsewhere before: the data migration gives an empty one; move what is there by hand before the last migration.`, place: { objectId: pair.to.id } });
    // What is only taken away is counted when it is.
    const early = work.fill.length > 0 || moved.includes(pair);
    const becomes = (version: number): Pick<DocumentWork, "becomes"> => (counted ? { becomes: { field, version } } : {});
    if (early) jobs.fill.push({ each: path, ...(counted ? { version: { field, below: pair.to.schemaVersion } } : {}), do: work.fill, ...becomes(pair.to.schemaVersion) });
    if (early) jobs.unfill.unshift({ each: path, ...(counted ? { version: { field, is: pair.to.schemaVersion } } : {}), do: work.unfill, ...becomes(pair.from.schemaVersion) });
    if (work.clear.length > 0 && !moved.includes(pair)) {
      jobs.clear.push({ each: path, do: work.clear, ...(early ? {} : becomes(pair.to.schemaVersion)) });
      jobs.unclear.unshift({ each: path, do: work.unclear, ...(early ? {} : becomes(pair.from.schemaVersion)) });
      jobs.lostByClear.push(...work.lost.map((name) => `${pair.to.name}.${name}`));
    }
    jobs.lostByFill.push(...work.lost.filter((name) => name.startsWith("which") || name.startsWith("values")));
  }
  for (const pair of moved) {
    const there = relocation(from, to, pair.from, pair.to);
    if (there !== undefined) jobs.fill.push(there);
    else diagnostics.push({ code: "firestore-move-by-hand", severity: "warning", message: `Documents of ${pair.from.name} cannot be copied to their new path by a script: move them by hand before the last migration.`, place: { objectId: pair.to.id } });
  }
  return jobs;
}

function deletion(from: FirestoreModel, to: FirestoreModel, collection: FirestoreCollection, dropped: boolean, ids: readonly string[]): NativeStep {
  const now = to.collections.find(({ id }) => id === collection.id);
  const back = now === undefined ? undefined : relocation(to, from, now, collection);
  const change = ids.filter((id) => id === `${collection.id}:drop` || id === `${collection.id}:alter`);
  return {
    title: `Delete the documents of ${patternOf(from, collection)}`, changes: change, up: [JSON.stringify({ deleteCollection: patternOf(from, collection) })], down: back === undefined ? [] : [JSON.stringify(back)],
    reversibility: dropped || back === undefined ? { kind: "lossy", what: `The documents of ${collection.name} are gone; import an export of them` } : { kind: "lossy", what: `Documents of ${collection.name} come back from their new place` },
    hazards: [hazard("firestore-delete-loses", "loss", dropped ? "error" : "warning", dropped ? `All documents of ${collection.name} are gone, one billed delete each.` : `What is left at the old place of ${collection.name} is gone, one billed delete each.`, "Take an export first: gcloud firestore export.")],
  };
}

function hazard(code: string, kind: Hazard["kind"], severity: Hazard["severity"], message: string, safeAlternative?: string): Hazard {
  return { code, kind, severity, message, ...(safeAlternative === undefined ? {} : { safeAlternative }) };
}

function texts(jobs: readonly DocumentWork[]): readonly string[] {
  return jobs.map((job) => JSON.stringify(job));
}

function lossy(lost: readonly string[]): Reversibility {
  return lost.length === 0 ? lossless : { kind: "lossy", what: `Not restored: ${[...new Set(lost)].join("; ")}` };
}
