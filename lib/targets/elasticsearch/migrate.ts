import { compareElements } from "../native/elements";
import type { NativeChange, NativeMigration, NativePlan, NativeStep } from "../native/native";
import { compareIndexes } from "./compare";
import { inPlace, sameName } from "./migrate-in-place";
import { newVersion } from "./migrate-new-version";
import { physicalName, type EsIndex, type EsModel } from "./model";
import { addAlias, aliases, create, remove, removeAlias } from "./requests";
import { fileName, slug } from "./names";

/** One index with what compareElements pairs by. */
type Paired = EsIndex & { readonly name: string };

/** From one set of indexes to another: what is new first, then index by index what changes, then what goes. */
export function migrate(from: EsModel | undefined, to: EsModel): NativePlan {
  const paired = ({ indexes }: EsModel): Paired[] => indexes.map((index) => ({ ...index, name: index.alias }));
  const { added, dropped, changed } = compareElements(from === undefined ? [] : paired(from), paired(to));
  const changes: NativeChange[] = [];
  const migrations: NativeMigration[] = [];
  if (added.length > 0) {
    const steps = added.map((index): NativeStep => {
      changes.push({ id: `add ${index.id}`, verb: "add", title: `Add ${kindOf(index)} ${physicalName(index)} behind alias ${index.alias}`, tables: index.tables });
      return {
        title: `Create ${physicalName(index)} and let ${index.alias} point to it`, changes: [`add ${index.id}`],
        up: [...create(index, true), aliases(addAlias(physicalName(index), index.alias))], down: remove(index, true),
        reversibility: { kind: "lossless" }, hazards: [],
      };
    });
    const [first] = added;
    migrations.push({
      slug: slug(added.length === 1 && first !== undefined ? `create_${first.alias}` : from === undefined ? "create_search_indexes" : "create_new_indexes"),
      title: added.length === 1 && first !== undefined ? `Create ${first.alias}` : `Create ${added.length} indexes`,
      ...(from === undefined ? {} : { phase: "expand" as const }), steps,
    });
  }
  for (const { from: old, to: now } of changed) {
    const difference = compareIndexes(old, now);
    const renamed = old.alias !== now.alias;
    if (renamed) migrations.push(expandRename(old, now, changes));
    if (difference.kind !== "none" || physicalName(old) !== physicalName(now)) {
      const made = physicalName(old) !== physicalName(now) ? newVersion(old, now, difference, renamed) : difference.kind === "in place" ? inPlace(old, now, difference) : sameName(old, now, difference);
      changes.push(...made.changes);
      migrations.push(...made.migrations);
    }
    if (renamed) migrations.push(contractRename(old, now));
  }
  for (const index of dropped) {
    changes.push({ id: `drop ${index.id}`, verb: "drop", title: `Drop ${kindOf(index)} ${physicalName(index)} and alias ${index.alias}`, tables: index.tables });
    migrations.push({
      slug: slug(`drop_${index.alias}`), title: `Drop ${index.alias}`, phase: "contract", before: `No running version of the application reads or feeds ${index.alias}.`,
      steps: [{
        title: `Delete ${physicalName(index)} and its template`, changes: [`drop ${index.id}`], up: remove(index, true), down: [...create(index, true), aliases(addAlias(physicalName(index), index.alias))],
        reversibility: { kind: "lossy", what: `the documents of ${index.alias}; feed them anew from the primary store (feed/${fileName(index.alias)}.sql)` },
        hazards: [{ code: "drops-index", kind: "loss", severity: "warning", message: `Every document of ${physicalName(index)} is deleted at once.`, safeAlternative: "Take the alias away first and delete the index when nothing has asked for it for a week." }],
      }],
    });
  }
  return { changes, migrations, diagnostics: [] };
}

/** Two names for the same index: nothing is copied. */
function expandRename(old: EsIndex, now: EsIndex, changes: NativeChange[]): NativeMigration {
  const index = physicalName(old);
  changes.push({ id: `rename ${now.id}`, verb: "rename", title: `Rename alias ${old.alias} to ${now.alias}`, tables: now.tables });
  return {
    slug: slug(`name_${old.alias}_${now.alias}`), title: `Give ${old.alias} the name ${now.alias} too`, phase: "expand",
    steps: [{ title: `Add alias ${now.alias} to ${index}`, changes: [`rename ${now.id}`], up: [aliases(addAlias(index, now.alias))], down: [aliases(removeAlias(index, now.alias))], reversibility: { kind: "lossless" }, hazards: [] }],
  };
}

function contractRename(old: EsIndex, now: EsIndex): NativeMigration {
  const index = physicalName(now);
  return {
    slug: slug(`forget_name_${old.alias}`), title: `Take the name ${old.alias} away`, phase: "contract", before: `Every running version of the application says ${now.alias}.`,
    steps: [{
      title: `Remove alias ${old.alias}`, changes: [`rename ${now.id}`], up: [aliases(removeAlias(index, old.alias))], down: [aliases(addAlias(index, old.alias))], reversibility: { kind: "lossless" },
      hazards: [{ code: "alias-gone", kind: "breaking", severity: "warning", message: `Requests to ${old.alias} fail, and a write to it would make an index of that name by guessing.` }],
    }],
  };
}

export function kindOf({ stream }: Pick<EsIndex, "stream">): string {
  return stream ? "data stream" : "index";
}
