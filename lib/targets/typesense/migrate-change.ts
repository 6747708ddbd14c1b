import type { JsonObject } from "../../model";
import type { NativeChange, NativeMigration, NativeStep } from "../native/native";
import { compareCollections, copyParts, type CollectionChange } from "./compare";
import { copyScript, importScript } from "./data-script";
import { fieldOf, isStored, physicalName, type TsCollection, type TsField } from "./model";
import { slug } from "./names";
import { copy, create, drop, pointTo, request } from "./requests";

export interface Pair {
  readonly old: TsCollection;
  readonly now: TsCollection;
  readonly change: CollectionChange;
}

interface Made {
  readonly changes: readonly NativeChange[];
  readonly migrations: readonly NativeMigration[];
}

/** New versions beside the old ones: make them, fill them, switch the aliases together, and later delete the old ones. */
export function newVersions(pairs: readonly Pair[]): Made {
  const id = ({ now }: Pair): string => `version ${now.id}`;
  const why = ({ change: { reasons } }: Pair): string => (reasons.length === 0 ? "a new version was asked for" : reasons.slice(0, 4).join("; ") + (reasons.length > 4 ? `; and ${reasons.length - 4} more` : ""));
  const step = (title: string, of: readonly Pair[], up: string[], down: string[], more: Partial<NativeStep> = {}): NativeStep => ({ title, changes: of.map(id), up, down, reversibility: { kind: "lossless" }, hazards: [], ...more });
  const [first] = pairs;
  if (first === undefined) return { changes: [], migrations: [] };
  const together = pairs.length > 1;
  const base = `${slug(first.now.alias).slice(0, 30)}_v${first.now.version}${together ? "_and_more" : ""}`;
  const aliases = (pair: Pair): readonly string[] => (pair.old.alias === pair.now.alias ? [pair.now.alias] : [pair.now.alias, pair.old.alias]);
  const names = (list: readonly string[]): string => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1) ?? ""}`);
  const lost = pairs.flatMap((pair) => copyParts(pair.old, pair.now).flatMap(({ path, removed }) => removed.map((name) => `${pair.old.alias}.${path === null ? "" : `${path}.`}${name}`)));
  const fills = pairs.map((pair): NativeMigration => {
    const [from, to] = [physicalName(pair.old), physicalName(pair.now)];
    const fill = pair.change.fill;
    return {
      slug: slug(`fill_${slug(pair.now.alias).slice(0, 30)}_v${pair.now.version}`), title: `Fill ${to}`, phase: "backfill",
      before: `The feed writes every change to ${to} too, or its place in the outbox is written down and the feed waits: what is written to ${from} only, after the copy has passed it, is missing in ${to}.`,
      steps: [],
      data: {
        slug: slug(`${fill === "feed" ? "feed" : "copy"}_${slug(pair.now.alias).slice(0, 30)}_v${pair.now.version}`), extension: "mjs", content: fill === "feed" ? importScript(pair.now, to) : copyScript(pair.old, pair.now),
        commands: fill === "feed" ? [] : [copy(pair.old, pair.now)], undo: [request("DELETE", `/collections/${encodeURIComponent(to)}/documents?truncate=true`)], reversibility: { kind: "lossless" },
      },
    };
  });
  const fed = pairs.filter(({ change, old, now }) => change.fill === "feed" || compareCollections(now, old).fill === "feed");
  return {
    changes: pairs.map((pair) => ({ id: id(pair), verb: "alter", title: `Replace ${physicalName(pair.old)} by ${physicalName(pair.now)}: ${why(pair)}`, tables: pair.now.tables })),
    migrations: [
      {
        slug: slug(`create_${base}`), title: `Create ${names(pairs.map(({ now }) => physicalName(now)))} beside what is there`, phase: "expand",
        steps: pairs.map((pair) => step(`Create ${physicalName(pair.now)} (${why(pair)})`, [pair], [create(pair.now)], [drop(pair.now)], {
          hazards: [{ code: "memory-twice", kind: "rewrite", severity: "info", message: `Until ${physicalName(pair.old)} is deleted, both are held in memory on every node.` }],
        })),
      },
      ...fills,
      {
        slug: slug(`switch_${base}`), title: `Let ${names(pairs.map(({ now }) => now.alias))} point to the new ${together ? "versions" : "version"}`, phase: "switch code",
        before: `${pairs.map(({ old, now }) => `num_documents of ${physicalName(old)} and ${physicalName(now)} are the same`).join(", ")}, and the feed has caught up.${lost.length === 0 ? "" : ` No running version of the application asks for ${lost.join(", ")}.`}${pairs.some(({ change }) => change.reasons.some((reason) => reason.includes(" is called ") || reason.includes("written otherwise"))) ? " Every running version of the application understands both versions' fields." : ""}`,
        steps: pairs.map((pair) => step(`Point ${names(aliases(pair))} to ${physicalName(pair.now)}`, [pair], aliases(pair).map((alias) => pointTo(alias, pair.now)), aliases(pair).map((alias) => pointTo(alias, pair.old)), {
          hazards: together ? [{ code: "aliases-one-by-one", kind: "breaking", severity: "warning", message: "Each alias switches by itself: between the first and the last, joins across them find nothing. They take milliseconds." }] : [],
        })),
      },
      {
        slug: slug(`drop_${slug(first.now.alias).slice(0, 30)}_v${first.old.version}${together ? "_and_more" : ""}`), title: `Delete ${names(pairs.map(({ old }) => physicalName(old)))}`, phase: "contract", before: "The new versions have answered for as long as you want to be able to go back at once.",
        steps: pairs.toReversed().map((pair) => step(`Delete ${physicalName(pair.old)}`, [pair], [drop(pair.old)], [create(pair.old)], {
          reversibility: fed.includes(pair) ? { kind: "lossy", what: `the documents of ${physicalName(pair.old)}; feed them anew from the primary store` } : lost.length > 0 ? { kind: "lossy", what: `the values of ${lost.join(", ")} in documents; feed them anew from the primary store` } : { kind: "lossless" },
          hazards: [{ code: "drops-collection", kind: "loss", severity: "warning", message: "After this, the way back copies every document." }],
          // What is referred to is made again before what refers to it: the way back runs the steps backwards.
          down: [create(pair.old), ...(fed.includes(pair) ? [] : [copy(pair.now, pair.old)])],
        })),
      },
    ],
  };
}

/** Adds, drops and changes fields where the collection stands: in its documents, and by PATCH where the schema has them. */
export function patch({ old, now, change: { added, dropped, changed, reasons } }: Pair): Made {
  const name = physicalName(now);
  const id = `alter ${now.id}`;
  const path = `/collections/${encodeURIComponent(name)}`;
  const indexed = (fields: readonly TsField[]): readonly TsField[] => fields.filter((field) => !isStored(field));
  const fields = (gone: readonly TsField[], come: readonly TsField[]): JsonObject => ({ fields: [...indexed(gone).map((field): JsonObject => ({ name: field.name, drop: true })), ...indexed(come).map(fieldOf)] });
  const every = (values: JsonObject): string => request("PATCH", `${path}/documents?filter_by=${encodeURIComponent("id:*")}`, values);
  const nulls = (names: readonly string[]): JsonObject => Object.fromEntries(names.map((field) => [field, null]));
  const filled = Object.fromEntries(added.flatMap((field) => (Object.hasOwn(now.defaults, field.name) ? [[field.name, now.defaults[field.name] ?? null] as const] : [])));
  const emptied = dropped.filter(isStored).map((field) => field.name);
  const before = [...dropped, ...changed.map(({ from }) => from)];
  const after = [...added, ...changed.map(({ to }) => to)];
  const altered = indexed(before).length + indexed(after).length > 0 && JSON.stringify(indexed(before)) !== JSON.stringify(indexed(after));
  const touches = (what: string): NativeStep["hazards"][number] => ({ code: "writes-every-document", kind: "rewrite", severity: "info", message: `Every document of ${name} is written once more to give it ${what}; the answer comes when all are done.` });
  const steps: NativeStep[] = [];
  if (Object.keys(filled).length > 0) {
    const names = Object.keys(filled);
    steps.push({ title: `Give the documents of ${name} a value for ${names.join(", ")}`, changes: [id], up: [every(filled)], down: [every(nulls(names))], reversibility: { kind: "lossy", what: `the values of ${names.join(", ")} in documents` }, hazards: [touches(names.join(", "))] });
  }
  if (altered) {
    steps.push({
      title: `Alter ${name}: ${reasons.join("; ")}`, changes: [id], up: [request("PATCH", path, fields(before, after))], down: [request("PATCH", path, fields(after, before))],
      reversibility: { kind: "lossless" }, hazards: [{ code: "patch-blocks-writes", kind: "lock", severity: "warning", message: `Writes to ${name} wait on all nodes until its documents are checked and indexed anew; reads go on. A dropped field stays in the documents on disk.`, safeAlternative: "A new version behind the alias." }],
    });
  }
  if (emptied.length > 0) {
    steps.push({ title: `Take ${emptied.join(", ")} out of the documents of ${name}`, changes: [id], up: [every(nulls(emptied))], down: [], reversibility: { kind: "lossy", what: `the values of ${emptied.join(", ")}; feed them anew from the primary store` }, hazards: [touches(`no ${emptied.join(", ")}`)] });
  }
  const gone = dropped.map((field) => field.name);
  const cautions = [
    altered ? "It is a quiet hour, no other PATCH runs in the cluster (GET /operations/schema_changes is empty), and the client waits long enough: the answer comes when all is done." : "",
    gone.length === 0 ? "" : `No running version of the application reads or feeds ${gone.join(", ")}.`,
  ].filter((text) => text !== "");
  return {
    changes: [{ id, verb: "alter", title: `Alter ${name}: ${reasons.join("; ")}`, tables: now.tables }],
    migrations: [{
      slug: slug(`alter_${slug(old.alias).slice(0, 30)}_${[...new Set([...after, ...before].map((field) => field.name))].join("_")}`), title: `Alter ${name}: ${reasons.join("; ")}`,
      phase: gone.length > 0 ? "contract" : "expand", ...(cautions.length === 0 ? {} : { before: cautions.join(" ") }), steps,
    }],
  };
}

/** The same version with another shape: only where nobody counted versions (a shape mapped without its release). */
export function sameName({ old, now, change: { reasons, fill } }: Pair): Made {
  const id = `rebuild ${now.id}`;
  const name = physicalName(now);
  const rebuild = (from: TsCollection, to: TsCollection): string[] => {
    const beside: TsCollection = { ...from, base: `${name}_moving` };
    return [create(beside), copy(from, beside), pointTo(to.alias, beside), drop(from), create(to), ...(fill === "feed" ? [] : [copy(beside, to)]), pointTo(to.alias, to), drop(beside)];
  };
  return {
    changes: [{ id, verb: "alter", title: `Build ${name} anew: ${reasons.join("; ")}`, tables: now.tables }],
    migrations: [{
      slug: slug(`rebuild_${slug(now.alias).slice(0, 40)}`), title: `Build ${name} anew`, before: "The feed waits: its place in the outbox is written down.",
      steps: [{
        title: `Build ${name} anew while a copy answers`, changes: [id], up: rebuild(old, now), down: rebuild(now, old),
        reversibility: { kind: "lossy", what: fill === "feed" ? "the documents; feed them anew from the primary store" : "values of fields that only one of both shapes has" },
        hazards: [{ code: "copies-documents", kind: "rewrite", severity: "warning", message: "Every document is copied twice while writes wait." }],
      }],
    }],
  };
}
