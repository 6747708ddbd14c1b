import { canonicalJson, type Hazard, type Reversibility } from "../../model";
import { compareElements, type NativeChange, type NativeDataMigration, type NativeMigration, type NativePlan, type NativeStep } from "../native";
import { rolesOf, setUser, type Role } from "./access";
import { printCommand } from "./command-line";
import { library, libraryName } from "./library";
import type { Entity, Lookup, RedisModel, Search } from "./model";
import { moveCommands, type Move } from "./move";
import { script } from "./script";
import { createWords } from "./search";

const lossless: Reversibility = { kind: "lossless" };

/** Expand (functions, users, search), move keys, contract. */
export function migrate(from: RedisModel | undefined, to: RedisModel): NativePlan {
  if (from !== undefined && canonicalJson({ ...from, patterns: [], revision: 0 }) === canonicalJson({ ...to, patterns: [], revision: 0 })) return { changes: [], migrations: [], diagnostics: [] };
  const changes: NativeChange[] = [];
  const change = (id: string, verb: NativeChange["verb"], title: string, tables: readonly string[]): string => {
    if (!changes.some((each) => each.id === id)) changes.push({ id, verb, title, tables });
    return id;
  };
  const moves = from === undefined ? [] : moving(from, to, change);
  const contracting = moves.some(({ late }) => late) || (from !== undefined && (from.searches.length > 0 || from.entities.some(({ id }) => !to.entities.some((entity) => entity.id === id))));
  const both = from === undefined ? to : overlapping(from, to);
  const needsBoth = contracting && library(both) !== library(to);
  const first = needsBoth ? both : to;
  const added = to.entities.filter(({ id }) => from?.entities.every((entity) => entity.id !== id) !== false);
  const carried = [change("functions", from === undefined ? "add" : "alter", `Functions of revision ${to.revision}`, []), ...added.map(({ id, name }) => change(`entity:${id}`, "add", `Add ${name}`, [id]))];
  const migrations: NativeMigration[] = [];
  const phase = from === undefined ? {} : { phase: "expand" as const };
  migrations.push({
    slug: from === undefined ? "create_functions" : "expand_functions", title: from === undefined ? "Functions and users" : `Functions of revision ${to.revision}`, ...phase, ...(from === undefined ? {} : { before: "Running writers go on calling the functions they know: those of both revisions are there." }),
    steps: [functionsStep(from, first, carried), ...usersSteps(from, first, change), revisionStep(from?.revision, to.revision, carried)],
  });
  // An index is built while rows are filled; its alias follows when they are, and what is dropped goes last.
  const searches = searchCreations(from, to, change, phase);
  migrations.push(...searches.map(({ create }) => create), ...moves.filter(({ late }) => !late).map(({ migration }) => migration), ...searches.map(({ alias }) => alias), ...moves.filter(({ late }) => late).map(({ migration }) => migration));
  if (from !== undefined) migrations.push(...searchDrops(from, to, change));
  if (needsBoth) migrations.push({ slug: "contract_functions", title: `Only functions of revision ${to.revision}`, phase: "contract", before: "No running version calls functions of the revision before.", steps: [functionsStep(first, to, ["functions"]), ...usersSteps(first, to, change)] });
  const used = new Set(migrations.flatMap(({ steps }) => steps.flatMap((step) => step.changes)));
  return { changes: changes.filter(({ id }) => used.has(id)), migrations, diagnostics: [] };
}

type ChangeOf = (id: string, verb: NativeChange["verb"], title: string, tables: readonly string[]) => string;

function step(title: string, changes: readonly string[], up: readonly string[], down: readonly string[], hazards: readonly Hazard[] = [], reversibility: Reversibility = lossless): NativeStep {
  return { title, changes, up, down, reversibility, hazards };
}

/** Entities of both revisions: what the old application calls is still there, and what both write is kept in step for both. */
function overlapping(from: RedisModel, to: RedisModel): RedisModel {
  const entities = to.entities.map((entity) => {
    const before = from.entities.find(({ id }) => id === entity.id);
    if (before === undefined || before.prefix !== entity.prefix || before.structure !== entity.structure) return entity;
    return { ...entity, lookups: [...entity.lookups, ...before.lookups.filter(({ key, by }) => !entity.lookups.some((lookup) => lookup.key === key && lookup.by.join() === by.join()))] };
  });
  const calls = new Set(entities.map(({ call }) => call));
  return { ...to, entities: [...entities, ...from.entities.filter(({ call }) => !calls.has(call))] };
}

function functionsStep(from: RedisModel | undefined, to: RedisModel, changes: readonly string[]): NativeStep {
  const load = (model: RedisModel): string => printCommand(["FUNCTION", "LOAD", "REPLACE", library(model)]);
  return step("Load the functions", changes, [load(to)], [from === undefined ? printCommand(["FUNCTION", "DELETE", libraryName]) : load(from)], from === undefined ? [] : [{ code: "redis-functions", kind: "breaking", severity: "info", message: "The library is replaced in one moment; calls that run are not disturbed." }]);
}

function usersSteps(from: RedisModel | undefined, to: RedisModel, change: ChangeOf): NativeStep[] {
  const [old, now] = [from === undefined ? [] : rolesOf(from), rolesOf(to)];
  const same = (a: Role | undefined, b: Role): boolean => a !== undefined && a.rules.join(" ") === b.rules.join(" ");
  const changed = now.filter((role) => !same(old.find(({ name }) => name === role.name), role));
  if (changed.length === 0) return [];
  const down = changed.toReversed().map((role) => { const before = old.find(({ name }) => name === role.name); return before === undefined ? printCommand(["ACL", "DELUSER", role.name]) : setUser(before); });
  return [step(`Users ${changed.map(({ name }) => name).join(", ")}`, [change("users", from === undefined ? "add" : "alter", "Keys and commands of the users", [])], changed.map(setUser), down, from === undefined ? [] : [{ code: "redis-users", kind: "breaking", severity: "info", message: "Passwords and whether a user is on stay as they are; ACL SAVE makes it last where an aclfile is used." }])];
}

function revisionStep(before: number | undefined, now: number, changes: readonly string[]): NativeStep {
  return step(`schema:version becomes ${now}`, changes, [printCommand(["SET", "schema:version", `${now}`])], [before === undefined ? printCommand(["DEL", "schema:version"]) : printCommand(["SET", "schema:version", `${before}`])]);
}

function searchCreations(from: RedisModel | undefined, to: RedisModel, change: ChangeOf, phase: { readonly phase?: "expand" }): { readonly create: NativeMigration; readonly alias: NativeMigration }[] {
  return to.searches.flatMap((search) => {
    const before = from?.searches.find(({ id }) => id === search.id);
    if (before?.name === search.name) return [];
    const id = change(`search:${search.name}`, before === undefined ? "add" : "alter", `Search index ${search.name} behind ${search.alias}`, [search.entity]);
    const moved = before !== undefined && before.alias === search.alias;
    const hazards: Hazard[] = [{ code: "redis-search-build", kind: "scan", severity: "info", message: `Redis indexes ${search.prefix}* in the background; FT.INFO says percent_indexed. Until it is 1, answers lack rows.` }];
    return [{
      create: { slug: slug(`search_${search.alias}_v${search.generation}`), title: `Search index ${search.name}`, ...phase, steps: [step(`Create ${search.name}`, [id], [printCommand(createWords(search))], [printCommand(["FT.DROPINDEX", search.name])], hazards)] },
      alias: {
        slug: slug(`alias_${search.alias}_v${search.generation}`), title: `${search.alias} leads to ${search.name}`, ...(moved ? { phase: "switch code" as const } : phase), before: `FT.INFO ${search.name} says that percent_indexed is 1${from === undefined ? "" : ", and the scripts before it are done"}.`,
        steps: [step(`${search.alias} leads to ${search.name}`, [id], [printCommand([moved ? "FT.ALIASUPDATE" : "FT.ALIASADD", search.alias, search.name])], [moved ? printCommand(["FT.ALIASUPDATE", search.alias, before.name]) : printCommand(["FT.ALIASDEL", search.alias])])],
      },
    }];
  });
}

function searchDrops(from: RedisModel, to: RedisModel, change: ChangeOf): NativeMigration[] {
  return from.searches.flatMap((search: Search): NativeMigration[] => {
    if (to.searches.some(({ name }) => name === search.name)) return [];
    const heir = to.searches.find(({ alias }) => alias === search.alias);
    const id = change(`search:${search.name}:gone`, "drop", `Drop search index ${search.name}`, [search.entity]);
    const alias = heir === undefined ? [printCommand(["FT.ALIASDEL", search.alias])] : [];
    const back = heir === undefined ? [printCommand(["FT.ALIASADD", search.alias, search.name])] : [];
    return [{
      slug: slug(`drop_${search.name}`), title: `Drop search index ${search.name}`, phase: "contract", before: heir === undefined ? `Nobody searches ${search.alias} any more.` : `Nobody asks ${search.name} by its own name, and ${heir.name} has proven itself.`,
      steps: [step(`Drop ${search.name}; the rows stay`, [id], [...alias, printCommand(["FT.DROPINDEX", search.name])], [printCommand(createWords(search)), ...back], [{ code: "redis-search-drop", kind: "scan", severity: "info", message: "Going back indexes all rows again." }])],
    }];
  });
}

interface Moving {
  readonly late: boolean;
  readonly migration: NativeMigration;
}

/** Keys that are filled, copied and dropped. */
function moving(from: RedisModel, to: RedisModel, change: ChangeOf): Moving[] {
  const all: Moving[] = [];
  for (const entity of to.entities) {
    const before = from.entities.find(({ id }) => id === entity.id);
    if (before !== undefined) all.push(...entityMoves(before, entity, change));
  }
  for (const entity of from.entities) {
    if (to.entities.some(({ id }) => id === entity.id)) continue;
    const id = change(`entity:${entity.id}`, "drop", `Drop ${entity.name}`, [entity.id]);
    all.push({ late: true, migration: dataMigration(`drop_${entity.call}`, `Drop all keys of ${entity.name}`, "contract", `No running version reads or writes ${entity.name}.`, [id], dropMoves(entity, entity.lookups, true), [], { kind: "lossy", what: `All rows of ${entity.name} are gone; a snapshot (RDB) or append-only file from before has them` }) });
  }
  return all;
}

function entityMoves(before: Entity, entity: Entity, change: ChangeOf): Moving[] {
  const id = (what: string, title: string): string => change(`${what}:${entity.id}`, "alter", title, [entity.id]);
  if (before.structure !== entity.structure || before.key.join("\0") !== entity.key.join("\0")) {
    const changed = id("structure", `${entity.name} from ${before.structure} to ${entity.structure}`);
    return [{ late: true, migration: dataMigration(`drop_${before.structure}_${entity.call}`, `Drop ${before.structure} keys of ${entity.name}`, "contract", `The application has written all rows of ${entity.name} again by put_${entity.call}, as ${entity.structure}.`, [changed], before.prefix === entity.prefix && before.structure === entity.structure ? [] : dropMoves(before, before.lookups.filter(({ key }) => !entity.lookups.some((lookup) => lookup.key === key)), before.prefix !== entity.prefix || before.structure !== entity.structure), [], { kind: "lossy", what: `The rows as ${before.structure} are gone; the application writes them again` }) }];
  }
  const moves: Moving[] = [];
  const empty = { structure: entity.structure, set: [], remove: [] } as const;
  const { added, dropped, changed } = compareElements(before.fields, entity.fields);
  const renamed = changed.filter((each) => each.renamed);
  const defaults = [...added.filter(({ default: value }) => value !== undefined), ...changed.filter(({ from, to }) => !from.required && to.required && to.default !== undefined).map(({ to }) => to)];
  const set = [...renamed.map(({ from, to }) => ({ field: to.name, from: from.name })), ...defaults.map(({ name, default: value }) => ({ field: name, value: value ?? "" }))];
  const rows = entity.structure === "hash" || entity.structure === "json";
  const fresh = entity.lookups.filter(({ key, by, order }) => !before.lookups.some((lookup) => lookup.key === key && lookup.by.join() === by.join() && lookup.order === order));
  const gone = before.lookups.filter(({ key }) => !entity.lookups.some((lookup) => lookup.key === key));
  if (before.prefix !== entity.prefix && rows) {
    const copied = id("keys", `Keys ${before.prefix}* become ${entity.prefix}*`);
    moves.push({ late: false, migration: dataMigration(`copy_${entity.call}`, `Copy ${before.prefix}* to ${entity.prefix}*`, "backfill", `Writers write both ${before.prefix}* and ${entity.prefix}*.`, [copied], [{ ...empty, entity, prefix: before.prefix, to: entity.prefix, link: true, set }], dropMoves(entity, entity.lookups, true), lossless) });
    moves.push({ late: true, migration: dataMigration(`drop_old_${entity.call}`, `Drop ${before.prefix}*`, "contract", `No running version reads or writes ${before.prefix}*.`, [copied], dropMoves(before, before.lookups, true), [{ ...empty, entity: before, prefix: entity.prefix, to: before.prefix, link: true, set: renamed.map(({ from, to }) => ({ field: from.name, from: to.name })) }], lossless) });
    return moves;
  }
  if (before.prefix !== entity.prefix) {
    const copied = id("keys", `Keys ${before.prefix}* become ${entity.prefix}*`);
    const pairs = entity.structure === "stream" ? [[before.prefix, entity.prefix] as const] : entity.lookups.flatMap((lookup) => before.lookups.filter(({ by }) => by.join() === lookup.by.join()).map(({ key }) => [key, lookup.key] as const));
    const copies = (turned: boolean): Move[] => pairs.map(([old, now]) => ({ ...empty, structure: "any", entity, prefix: turned ? now : old, to: turned ? old : now }));
    const drops = (turned: boolean): Move[] => pairs.map(([old, now]) => ({ ...empty, structure: "any", entity, prefix: turned ? now : old, drop: true }));
    moves.push({ late: false, migration: dataMigration(`copy_${entity.call}`, `Copy ${before.prefix}* to ${entity.prefix}*`, "backfill", `Writers write both ${before.prefix}* and ${entity.prefix}*.`, [copied], copies(false), drops(true), lossless) });
    moves.push({ late: true, migration: dataMigration(`drop_old_${entity.call}`, `Drop ${before.prefix}*`, "contract", `No running version reads or writes ${before.prefix}*.`, [copied], drops(false), copies(true), lossless) });
    return moves;
  }
  if (rows && (set.length > 0 || fresh.length > 0)) {
    const what = [...renamed.map(({ from, to }) => `${from.name} renamed to ${to.name}`), ...defaults.map(({ name }) => `${name} filled with its default`), ...fresh.map(({ key }) => `${key}* filled`)];
    const filled = id("rows", `${entity.name}: ${what.join(", ")}`);
    const backSet = renamed.map(({ from, to }) => ({ field: from.name, from: to.name }));
    const undo: Move[] = [...(set.length === 0 ? [] : [{ ...empty, entity: before, prefix: entity.prefix, set: backSet, remove: set.map(({ field }) => field) }]), ...dropMoves(entity, fresh, false)];
    moves.push({ late: false, migration: dataMigration(`fill_${entity.call}`, `${entity.name}: ${what.join(", ")}`, "backfill", set.length > 0 ? `Every running writer stores ${set.map(({ field }) => field).join(", ")}${renamed.length > 0 ? " beside what it replaces" : ""}.` : "Every running writer calls the functions of this revision.", [filled], [{ ...empty, entity, prefix: entity.prefix, set, ...(fresh.length > 0 ? { link: true } : {}) }], undo, lossless) });
  }
  const fields = [...dropped.map(({ name }) => name), ...renamed.map(({ from }) => from.name)];
  if (rows && (fields.length > 0 || gone.length > 0)) {
    const lost = dropped.map(({ name }) => name);
    const stripped = change(`gone:${entity.id}`, "drop", `${entity.name}: ${[...fields, ...gone.map(({ key }) => `${key}*`)].join(", ")} dropped`, [entity.id]);
    const undo: Move[] = [...(renamed.length === 0 ? [] : [{ ...empty, entity: before, prefix: entity.prefix, set: renamed.map(({ from, to }) => ({ field: from.name, from: to.name })) }]), ...(gone.length === 0 ? [] : [{ ...empty, entity: before, prefix: before.prefix, link: true as const }])];
    moves.push({ late: true, migration: dataMigration(`strip_${entity.call}`, `${entity.name}: ${[...fields, ...gone.map(({ key }) => `${key}*`)].join(", ")} dropped`, "contract", `No running version reads or writes ${[...fields, ...gone.map(({ key }) => `${key}*`)].join(", ")}.`, [stripped], [...(fields.length === 0 ? [] : [{ ...empty, entity, prefix: entity.prefix, remove: fields }]), ...dropMoves(before, gone, false)], undo, lost.length === 0 ? lossless : { kind: "lossy", what: `The values of ${lost.join(", ")} of ${entity.name} are gone` }) });
  }
  if (rows && canonicalJson(before.expiry) !== canonicalJson(entity.expiry)) {
    const expiring = id("expiry", entity.expiry === undefined ? `Rows of ${entity.name} stay` : `Rows of ${entity.name} go by themselves`);
    const way = (goal: Entity): Move => ({ ...empty, entity: goal, prefix: entity.prefix, expiry: goal.expiry === undefined ? "persist" : "set" });
    moves.push({ late: false, migration: dataMigration(`expiry_${entity.call}`, `When rows of ${entity.name} go`, "backfill", "Every running writer calls the functions of this revision.", [expiring], [way(entity)], [way(before)], entity.expiry === undefined ? lossless : { kind: "lossy", what: "Rows whose time has passed are gone" }) });
  }
  return moves;
}

function dropMoves(entity: Entity, lookups: readonly Lookup[], rows: boolean): Move[] {
  const drop = (prefix: string, structure: Move["structure"]): Move => ({ entity, prefix, structure, set: [], remove: [], drop: true });
  return [...(rows && entity.structure !== "link" ? [drop(entity.prefix, entity.structure)] : []), ...lookups.map(({ key }) => drop(key, "any"))];
}

/** Redis keeps no list of fields: the step only looks, the script does the work. */
function dataMigration(name: string, title: string, phase: "backfill" | "contract", before: string, changes: readonly string[], forward: readonly Move[], backward: readonly Move[], reversibility: Reversibility): NativeMigration {
  const called = slug(name);
  const look = [printCommand(["GET", "schema:version"])];
  const commands = (moves: readonly Move[], suffix: string): string[] => moves.flatMap((move, i) => moveCommands(`${called}${suffix}_${i + 1}`, move));
  const data: NativeDataMigration = { slug: called, extension: "py", content: script(called, title, forward, backward), commands: commands(forward, ""), undo: commands(backward, "_undo"), reversibility };
  return { slug: called, title, phase, before, steps: [step(`${title}; nothing is declared in Redis, a script changes the keys`, changes, look, look)], ...(forward.length === 0 ? {} : { data }) };
}

function slug(text: string): string {
  const cleaned = text.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 50);
  return /^[a-z]/.test(cleaned) ? cleaned : `keys_${cleaned}`.replace(/_$/, "");
}
