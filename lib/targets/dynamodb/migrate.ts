import type { Diagnostic, Id } from "../../model";
import type { NativeChange, NativeDataMigration, NativeMigration, NativePhase, NativePlan, NativeStep } from "../native";

import { fillingOf, itemChanges, type ItemChanges } from "./attribute-changes";
import { backfill, type Job } from "./job";
import { keysOf, type Attribute, type DynamoModel, type DynamoTable, type Entity } from "./model";
import { script } from "./script";
import { attributeStep, capacitySteps, createIndexStep, createSteps, dropIndexStep, dropSteps, inMode, settingSteps } from "./steps";

/** Expand (tables, indexes), fill, contract (indexes, attributes, tables); each migration is whole by itself. */
export function migrate(from: DynamoModel | undefined, to: DynamoModel): NativePlan {
  const plan = new Plan(from ?? { technology: "dynamodb", tables: [], entities: [], patterns: [] }, to);
  return plan.made();
}

class Plan {
  private readonly changes: NativeChange[] = [];
  private readonly expand: NativeMigration[] = [];
  private readonly fill: NativeMigration[] = [];
  private readonly contract: NativeMigration[] = [];
  private readonly diagnostics: Diagnostic[] = [];

  constructor(private readonly from: DynamoModel, private readonly to: DynamoModel) {}

  made(): NativePlan {
    const before = new Map(this.from.tables.map((table) => [table.name, table]));
    const after = new Map(this.to.tables.map((table) => [table.name, table]));
    const created = this.to.tables.filter(({ name }) => !before.has(name));
    for (const table of created) this.create(table, created);
    for (const table of this.to.tables) {
      const old = before.get(table.name);
      if (old !== undefined) this.alter(old, table);
    }
    for (const entity of this.to.entities) {
      const old = this.from.entities.find(({ id }) => id === entity.id);
      if (old !== undefined) this.items(old, entity);
    }
    for (const table of created) this.fillLookup(table);
    for (const table of this.from.tables.toReversed()) if (!after.has(table.name)) this.drop(table);
    for (const table of this.to.tables) this.pay(before.get(table.name), table);
    return { changes: this.changes, migrations: [...this.expand, ...this.fill, ...this.contract], diagnostics: this.diagnostics };
  }

  private change(id: string, verb: NativeChange["verb"], title: string, tables: readonly Id[]): string {
    this.changes.push({ id, verb, title, tables });
    return id;
  }

  /** A table, with the look-ups that are new with it. */
  private create(table: DynamoTable, created: readonly DynamoTable[]): void {
    const { lookup } = table;
    const home = lookup === undefined ? undefined : this.to.entities.find(({ id }) => id === lookup.entity)?.table;
    if (created.some(({ id }) => id === home)) return;
    const own = [table, ...created.filter((other) => other.lookup !== undefined && table.entities.includes(other.lookup.entity))];
    const steps = own.flatMap((each) => createSteps(each, this.change(`table:${each.name}`, "add", `Add ${each.lookup === undefined ? "table" : "look-up table"} ${each.name}`, aboutOf(each))));
    const known = own.some((each) => [...each.entities, ...(each.lookup === undefined ? [] : [each.lookup.entity])].some((id) => this.from.entities.some((entity) => entity.id === id)));
    this.expand.push(migration(`create_${table.name}`, `Create ${table.name}`, steps, known ? { phase: "expand" } : {}));
  }

  private alter(old: DynamoTable, table: DynamoTable): void {
    // Two changes of the expiry need an hour between them.
    const moved = old.ttl !== undefined && table.ttl !== undefined && old.ttl !== table.ttl;
    const { ttl: _none, ...without } = table;
    const settings = settingSteps(old, moved ? without : table, `settings:${table.name}`);
    if (moved) {
      const change = this.change(`expiry:${table.name}`, "alter", `Items of ${table.name} go at ${table.ttl ?? ""}`, aboutOf(table));
      this.contract.unshift(migration(`expiry_${table.name}`, `Items of ${table.name} go at ${table.ttl ?? ""}`, settingSteps(without, table, change), { before: `An hour has passed since the expiry of ${table.name} was switched off, and the script has filled ${table.ttl ?? ""}.` }));
    }
    if (settings.length > 0) {
      this.change(`settings:${table.name}`, "alter", `Change ${settings.map(({ title }) => title.replace(`${table.name}: `, "")).join("; ")} of ${table.name}`, aboutOf(table));
      this.expand.push(migration(`set_${table.name}`, `Settings of ${table.name}`, settings));
    }
    const byName = (index: DynamoTable["global"][number], others: DynamoTable["global"]) => others.find(({ name }) => name === index.name);
    for (const index of table.global) {
      if (byName(index, old.global) !== undefined) continue;
      const change = this.change(`index:${table.name}.${index.name}`, "add", `Add index ${index.name} to ${table.name}`, aboutOf(table));
      this.expand.push(migration(`index_${table.name}_${index.name}`, `Add index ${index.name} to ${table.name}`, [createIndexStep(old, inMode(index, old), change)], { phase: "expand" }));
    }
    for (const index of old.global) {
      if (byName(index, table.global) !== undefined) continue;
      const change = this.change(`index:${table.name}.${index.name}`, "drop", `Drop index ${index.name} of ${table.name}`, aboutOf(table));
      this.contract.push(migration(`drop_index_${table.name}_${index.name}`, `Drop index ${index.name} of ${table.name}`, [dropIndexStep(old, index, change)], { phase: "contract", before: `No running version queries ${index.name} any more.` }));
    }
  }

  private pay(old: DynamoTable | undefined, table: DynamoTable): void {
    const steps = old === undefined ? [] : capacitySteps(old, table, `capacity:${table.name}`);
    if (steps.length === 0) return;
    this.change(`capacity:${table.name}`, "alter", `Change the capacity of ${table.name}`, aboutOf(table));
    this.contract.push(migration(`capacity_${table.name}`, `Capacity of ${table.name}`, steps));
  }

  private drop(table: DynamoTable): void {
    const change = this.change(`table:${table.name}`, "drop", `Drop ${table.lookup === undefined ? "table" : "look-up table"} ${table.name}`, aboutOf(table));
    const moved = [...new Set([...table.entities, ...(table.lookup === undefined ? [] : [table.lookup.entity])].flatMap((id) => this.to.entities.filter((entity) => entity.id === id).map((entity) => this.to.tables.find((each) => each.id === entity.table)?.name ?? entity.name)))].filter((name) => name !== table.name);
    this.contract.push(migration(`drop_${table.name}`, `Drop ${table.name}`, dropSteps(table, change, table.lookup === undefined ? moved : []), { phase: "contract", before: moved.length > 0 && table.lookup === undefined ? `All readers and writers use ${moved.join(", ")} only, and the copy is complete.` : `No running version reads or writes ${table.name}.` }));
  }

  private items(old: Entity, entity: Entity): void {
    const [source, home] = [this.from.tables.find(({ id }) => id === old.table), this.to.tables.find(({ id }) => id === entity.table)];
    if (source === undefined || home === undefined) return;
    const changes = itemChanges(old, entity);
    for (const { attribute, why } of changes.unfilled) this.diagnostics.push({ code: "dynamodb-not-filled", severity: "warning", message: `${home.name}.${attribute.name} is not filled: ${why}.`, place: { objectId: attribute.id } });
    if (source.name !== home.name) return this.move(source, home, old, entity, changes);
    if (changes.titles.length === 0) return;
    const about = { id: `items:${entity.id}`, tables: [entity.id] };
    const only = markOf(entity, home);
    const job = (more: Pick<Job, "set" | "remove">): Job => ({ from: home.name, to: home.name, keys: keysOf(home).map(({ attribute }) => attribute), ...(only === undefined ? {} : { only }), ...more });
    const [fills, leaves] = [changes.fill.length > 0, changes.goes.length > 0];
    if (fills || !leaves) {
      const titles = changes.titles.filter((title) => !title.endsWith(" dropped"));
      this.change(about.id, "alter", `${entity.name}: ${titles.join(", ")}`, about.tables);
      const replaced = changes.fill.some(({ replace }) => replace === true);
      const data = fills ? dataOf(`fill_${home.name}`, `${entity.name}: ${titles.join(", ")}`, job({ set: changes.fill, remove: [] }), job({ set: changes.back, remove: changes.unfill })) : undefined;
      this.fill.push(migration(`items_${home.name}`, `Items of ${entity.name}: ${titles.join(", ")}`, [attributeStep(home, `${entity.name}: ${titles.join(", ")}; nothing changes on the table, writers store it from now on`, [about.id], { kind: "lossless" }, replaced ? [{ code: "dynamodb-type-in-place", kind: "breaking", severity: "warning", message: "Items hold the old and the new type while the script runs.", safeAlternative: "Readers that take both, before it begins" }] : [])], {
        phase: "backfill", ...(data === undefined ? {} : { data }), before: fills ? `Every running writer stores ${changes.fill.map(({ attribute }) => attribute).join(", ")}${leaves ? " beside what it replaces" : ""}.` : "Readers take items without the new attributes.",
      }));
    }
    if (!leaves) return;
    const gone = changes.goes.map(({ attribute }) => attribute);
    const change = this.change(`${about.id}:gone`, "drop", `${entity.name}: ${gone.join(", ")} dropped`, about.tables);
    const restored = changes.goes.flatMap(({ attribute, restored: from }) => (from === undefined ? [] : [changes.back.find((each) => each.attribute === attribute) ?? { attribute, from: { copy: from } }]));
    const lost = changes.goes.filter(({ restored: from }) => from === undefined).map(({ attribute }) => attribute);
    this.contract.push(migration(`strip_${home.name}`, `Items of ${entity.name}: ${gone.join(", ")} dropped`, [attributeStep(home, `${entity.name}: ${gone.join(", ")} dropped; nothing changes on the table`, [change])], {
      phase: "contract", before: `No running version reads or writes ${gone.join(", ")} of ${entity.name}.`,
      data: { ...dataOf(`strip_${home.name}`, `${entity.name}: ${gone.join(", ")} removed`, job({ set: [], remove: gone }), job({ set: restored, remove: [] })), reversibility: lost.length === 0 ? { kind: "lossless" } : { kind: "lossy", what: `The values of ${lost.join(", ")} of ${entity.name} are gone; only point-in-time recovery has them` } },
    }));
  }

  /** Keys cannot be changed in place: the items are copied into the other table, with what else changes. */
  private move(source: DynamoTable, home: DynamoTable, old: Entity, entity: Entity, changes: ItemChanges): void {
    const made: Attribute[] = entity.attributes.filter(({ name, source: { kind } }) => kind !== "column" && !old.attributes.some((each) => each.name === name));
    const change = this.change(`move:${entity.id}`, "alter", `Copy ${entity.name} from ${source.name} to ${home.name}`, [entity.id]);
    const set = [...changes.fill, ...made.flatMap((attribute) => { const from = changes.fill.some((each) => each.attribute === attribute.name) ? undefined : fillingOf(attribute, entity); return from === undefined ? [] : [{ attribute: attribute.name, from }]; })];
    const only = markOf(old, source);
    const job: Job = { from: source.name, to: home.name, keys: keysOf(home).map(({ attribute }) => attribute), ...(only === undefined ? {} : { only }), set, remove: [...changes.goes.map(({ attribute }) => attribute), ...old.attributes.filter(({ name, source: { kind } }) => kind !== "column" && !entity.attributes.some((each) => each.name === name)).map(({ name }) => name)] };
    this.fill.push(migration(`copy_${entity.name}_to_${home.name}`, `Copy ${entity.name} from ${source.name} to ${home.name}`, [attributeStep(home, `${home.name} takes the items of ${source.name}`, [change])], {
      phase: "backfill", before: `Every running writer stores each change of ${entity.name} in ${source.name} and in ${home.name}.`,
      data: { ...dataOf(`copy_${entity.name}`, `${entity.name} from ${source.name} to ${home.name}`, job, undefined), reversibility: { kind: "lossless" } },
    }));
  }

  /** A look-up over items that are there already: two items with the same value are found now. */
  private fillLookup(table: DynamoTable): void {
    const { lookup } = table;
    const entity = this.to.entities.find(({ id }) => id === lookup?.entity);
    const home = this.to.tables.find(({ id }) => id === entity?.table);
    if (lookup === undefined || entity === undefined || home === undefined || !this.from.entities.some(({ id }) => id === entity.id)) return;
    const change = this.change(`lookup:${table.name}`, "alter", `Fill ${table.name} from ${home.name}`, [entity.id]);
    const held = [...keysOf(table).map(({ attribute }) => attribute), ...lookup.owner];
    const joined = keysOf(table).filter(({ attribute }) => !entity.attributes.some(({ name }) => name === attribute));
    const only = markOf(entity, home);
    const job: Job = {
      from: home.name, to: table.name, keys: keysOf(table).map(({ attribute }) => attribute), ...(only === undefined ? {} : { only }), remove: [], keep: held, unique: true,
      set: joined.map(({ attribute, columns }) => ({ attribute, from: { join: columns.map((id) => ({ attribute: entity.attributes.find((each) => each.id === id)?.name ?? id })), prefix: "" } })),
    };
    this.fill.push(migration(`fill_${table.name}`, `Fill ${table.name} from ${home.name}`, [attributeStep(table, `${table.name} takes a look-up item for each item of ${home.name}`, [change])], {
      phase: "backfill", before: `Every running writer stores the look-up item in the same transaction as the item of ${home.name}.`,
      data: { ...dataOf(`fill_${table.name}`, `${table.name} from ${home.name}`, job, undefined), reversibility: { kind: "lossless" } },
    }));
  }
}

/** How items of the entity are told from others in a shared table. */
function markOf(entity: Entity, table: DynamoTable): Job["only"] | undefined {
  const source = entity.attributes.find(({ name }) => name === table.range?.attribute)?.source;
  if (table.entities.length < 2 || table.range === undefined || source === undefined) return undefined;
  return source.kind === "constant" ? { attribute: table.range.attribute, begins: source.value, whole: true } : source.kind === "joined" ? { attribute: table.range.attribute, begins: source.prefix ?? "" } : undefined;
}

function dataOf(slug: string, title: string, forward: Job, backward: Job | undefined): NativeDataMigration {
  const undone = backward === undefined || (backward.set.length === 0 && backward.remove.length === 0) ? undefined : backward;
  return { slug: slugOf(slug), extension: "py", content: script(slugOf(slug), title, forward, undone), commands: [backfill(forward)], undo: undone === undefined ? [] : [backfill(undone)], reversibility: { kind: "lossless" } };
}

function aboutOf(table: DynamoTable): readonly Id[] {
  return table.lookup === undefined ? table.entities : [table.lookup.entity];
}

function migration(slug: string, title: string, steps: readonly NativeStep[], more: { readonly phase?: NativePhase; readonly before?: string; readonly data?: NativeDataMigration } = {}): NativeMigration {
  return { slug: slugOf(slug), title, steps, ...more };
}

function slugOf(text: string): string {
  const slug = text.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 60);
  return slug === "" ? "change" : slug;
}

