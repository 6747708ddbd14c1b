import { compareElements } from "../native/elements";
import type { NativeChange, NativeMigration, NativePlan, NativeStep } from "../native/native";
import { compareCollections } from "./compare";
import { newVersions, patch, sameName, type Pair } from "./migrate-change";
import { physicalName, type TsCollection, type TsModel } from "./model";
import { slug } from "./names";
import { create, drop, dropAlias, pointTo } from "./requests";

type Paired = TsCollection & { readonly name: string };

/** From one set of collections to another: what is new first, then what changes (collections that refer to each other together), then what goes. */
export function migrate(from: TsModel | undefined, to: TsModel): NativePlan {
  const paired = ({ collections }: TsModel): Paired[] => collections.map((collection) => ({ ...collection, name: collection.alias }));
  const { added, dropped, changed } = compareElements(from === undefined ? [] : paired(from), paired(to));
  const changes: NativeChange[] = [];
  const migrations: NativeMigration[] = [];
  if (added.length > 0) {
    const [first] = added;
    const steps = referredFirst(added).map((collection): NativeStep => {
      changes.push({ id: `add ${collection.id}`, verb: "add", title: `Add collection ${physicalName(collection)} behind alias ${collection.alias}`, tables: collection.tables });
      return {
        title: `Create ${physicalName(collection)} and let ${collection.alias} point to it`, changes: [`add ${collection.id}`], up: [create(collection), pointTo(collection.alias, collection)], down: [dropAlias(collection.alias), drop(collection)],
        reversibility: { kind: "lossless" }, hazards: [],
      };
    });
    migrations.push({ slug: slug(added.length === 1 && first !== undefined ? `create_${first.alias}` : from === undefined ? "create_collections" : "create_new_collections"), title: added.length === 1 && first !== undefined ? `Create ${first.alias}` : `Create ${added.length} collections`, ...(from === undefined ? {} : { phase: "expand" as const }), steps });
  }
  const renames: Pair[] = [];
  const anew: Pair[] = [];
  for (const { from: old, to: now } of changed) {
    const pair: Pair = { old, now, change: compareCollections(old, now) };
    if (old.alias !== now.alias) {
      renames.push(pair);
      changes.push({ id: `rename ${now.id}`, verb: "rename", title: `Rename alias ${old.alias} to ${now.alias}`, tables: now.tables });
      migrations.push({
        slug: slug(`name_${old.alias}_${now.alias}`), title: `Give ${old.alias} the name ${now.alias} too`, phase: "expand",
        steps: [{ title: `Add alias ${now.alias} to ${physicalName(old)}`, changes: [`rename ${now.id}`], up: [pointTo(now.alias, old)], down: [dropAlias(now.alias)], reversibility: { kind: "lossless" }, hazards: [] }],
      });
    }
    if (physicalName(old) !== physicalName(now)) anew.push(pair);
    else if (pair.change.kind !== "none") {
      const made = pair.change.kind === "new version" ? sameName(pair) : patch(pair);
      changes.push(...made.changes);
      migrations.push(...made.migrations);
    }
  }
  for (const group of groups(anew)) {
    const made = newVersions(group);
    changes.push(...made.changes);
    migrations.push(...made.migrations);
  }
  for (const { old, now } of renames) {
    migrations.push({
      slug: slug(`forget_name_${old.alias}`), title: `Take the name ${old.alias} away`, phase: "contract", before: `Every running version of the application says ${now.alias}.`,
      steps: [{ title: `Remove alias ${old.alias}`, changes: [`rename ${now.id}`], up: [dropAlias(old.alias)], down: [pointTo(old.alias, now)], reversibility: { kind: "lossless" }, hazards: [{ code: "alias-gone", kind: "breaking", severity: "warning", message: `Requests to ${old.alias} are answered with 404.` }] }],
    });
  }
  for (const collection of referredFirst(dropped).toReversed()) {
    changes.push({ id: `drop ${collection.id}`, verb: "drop", title: `Drop collection ${physicalName(collection)} and alias ${collection.alias}`, tables: collection.tables });
    migrations.push({
      slug: slug(`drop_${collection.alias}`), title: `Drop ${collection.alias}`, phase: "contract", before: `No running version of the application reads or feeds ${collection.alias}.`,
      steps: [{
        title: `Delete ${physicalName(collection)} and its alias`, changes: [`drop ${collection.id}`], up: [dropAlias(collection.alias), drop(collection)], down: [create(collection), pointTo(collection.alias, collection)],
        reversibility: { kind: "lossy", what: `the documents of ${collection.alias}; feed them anew from the primary store (feed/${slug(collection.alias)}.sql)` },
        hazards: [{ code: "drops-collection", kind: "loss", severity: "warning", message: `Every document of ${physicalName(collection)} is deleted at once, and its memory is free.` }],
      }],
    });
  }
  return { changes, migrations, diagnostics: [] };
}

/** What others refer to comes first. */
function referredFirst<C extends TsCollection>(collections: readonly C[]): readonly C[] {
  const ordered: C[] = [];
  const visit = (collection: C, above: readonly C[]): void => {
    if (ordered.includes(collection) || above.includes(collection)) return;
    for (const id of collection.refersTo) for (const other of collections) if (other.id === id) visit(other, [...above, collection]);
    ordered.push(collection);
  };
  for (const collection of collections) visit(collection, []);
  return ordered;
}

/** Pairs that refer to each other belong together: their aliases have to switch at the same time. */
function groups(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const left = new Set(pairs);
  const found: (readonly Pair[])[] = [];
  for (const pair of pairs) {
    if (!left.has(pair)) continue;
    const group = new Set<Pair>([pair]);
    for (const member of group) for (const other of left) if (other.now.refersTo.includes(member.now.id) || member.now.refersTo.includes(other.now.id) || other.old.refersTo.includes(member.old.id) || member.old.refersTo.includes(other.old.id)) group.add(other);
    for (const member of group) left.delete(member);
    const order = referredFirst([...group].map(({ now }) => now));
    found.push([...group].toSorted((a, b) => order.indexOf(a.now) - order.indexOf(b.now)));
  }
  return found;
}
