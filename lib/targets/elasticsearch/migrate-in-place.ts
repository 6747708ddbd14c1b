import { canonicalJson, type JsonObject } from "../../model";
import type { NativeChange, NativeMigration } from "../native/native";
import type { IndexChange } from "./compare";
import { fillScript } from "./data-script";
import { moveParts, scriptOf, type MovePart } from "./move-script";
import { mappingsOf, physicalName, type EsIndex } from "./model";
import { pathPart, slug } from "./names";
import { putPolicy, putTemplate, rebuildUnderItsName, request } from "./requests";

interface Made {
  readonly changes: readonly NativeChange[];
  readonly migrations: readonly NativeMigration[];
}

/** New fields, settings and retention go into the index as it stands. */
export function inPlace(old: EsIndex, now: EsIndex, { added, settings }: IndexChange): Made {
  const name = physicalName(now);
  const id = `alter ${now.id}`;
  const what = [...added.map(({ path }) => path), ...settings.map((key) => key.replaceAll("_", " ")), ...(canonicalJson(old.policy) === canonicalJson(now.policy) ? [] : ["retention"])];
  const title = added.length > 0 ? `Add ${what.join(", ")} to ${name}` : `Change ${what.length === 0 ? "fields" : what.join(", ")} of ${name}`;
  const put = (from: EsIndex, to: EsIndex): string[] => [
    ...(to.policy !== undefined && canonicalJson(from.policy) !== canonicalJson(to.policy) ? [putPolicy(to)] : []),
    putTemplate(to),
    ...(canonicalJson(from.fields) === canonicalJson(to.fields) ? [] : [request("PUT", `/${pathPart(name)}/_mapping`, changedMapping(from, to))]),
    ...(settings.length === 0 ? [] : [request("PUT", `/${pathPart(name)}/_settings`, { index: Object.fromEntries(settings.map((key) => [key, to.settings[key] ?? null])) })]),
  ];
  const defaults = moveParts(old, now).flatMap(({ defaults: set }) => set);
  const part: MovePart = { path: null, renamed: [], removed: [], defaults };
  const undone: MovePart = { path: null, renamed: [], removed: defaults.map((set) => set.name), defaults: [] };
  const base = slug(now.alias).slice(0, 30);
  return {
    changes: [{ id, verb: "alter", title, tables: now.tables }],
    migrations: [{
      slug: slug(`alter_${base}_${added.map(({ path }) => path).join("_")}`), title, phase: "expand",
      steps: [{
        title, changes: [id], up: put(old, now), down: added.length > 0 ? rebuildUnderItsName(now, old) : put(now, old),
        reversibility: added.length > 0 ? { kind: "lossy", what: `the values of ${added.map(({ path }) => path).join(", ")} in documents` } : { kind: "lossless" },
        hazards: added.length > 0 ? [{ code: "no-inverse", kind: "rewrite", severity: "info", message: `A field cannot be taken out of a mapping: the way back copies every document of ${name} twice while writes wait. An unused field may also simply stay.` }] : [],
      }],
      ...(defaults.length === 0 ? {} : {
        data: {
          slug: slug(`fill_${base}_${defaults.map((set) => set.name).join("_")}`), extension: "mjs", content: fillScript(now, name, part), reversibility: { kind: "lossless" as const },
          commands: [request("POST", `/${pathPart(name)}/_update_by_query?${query}`, { query: missing(defaults.map((set) => set.name)), ...scriptOf([part]) })],
          undo: [request("POST", `/${pathPart(name)}/_update_by_query?${query}`, { query: { match_all: {} }, ...scriptOf([undone]) })],
        },
      }),
    }],
  };
}

const query = "conflicts=proceed&wait_for_completion=false&slices=auto&requests_per_second=2000&refresh=true";

/** Documents that lack one of the fields. */
export function missing(names: readonly string[]): JsonObject {
  return { bool: { should: names.map((field) => ({ bool: { must_not: { exists: { field } } } })), minimum_should_match: 1 } };
}

/** The top-level fields that differ, complete: a mapping is merged field by field. */
function changedMapping(from: EsIndex, to: EsIndex): JsonObject {
  const properties = (index: EsIndex): JsonObject => {
    const held = mappingsOf(index)["properties"];
    return typeof held === "object" && held !== null && !Array.isArray(held) ? Object.fromEntries(Object.entries(held)) : {};
  };
  const [before, after] = [properties(from), properties(to)];
  return { properties: Object.fromEntries(Object.entries(after).filter(([name, field]) => !Object.hasOwn(before, name) || canonicalJson(before[name]) !== canonicalJson(field))) };
}

/** The same version with another shape: only where nobody counted versions (a shape mapped without its release). */
export function sameName(old: EsIndex, now: EsIndex, { reasons, fill }: IndexChange): Made {
  const id = `rebuild ${now.id}`;
  const name = physicalName(now);
  return {
    changes: [{ id, verb: "alter", title: `Build ${name} anew: ${reasons.join("; ")}`, tables: now.tables }],
    migrations: [{
      slug: slug(`rebuild_${slug(now.alias).slice(0, 40)}`), title: `Build ${name} anew`, before: "The feed waits: its place in the outbox is written down.",
      steps: [{
        title: `Build ${name} anew while a copy answers`, changes: [id], up: rebuildUnderItsName(old, now, fill !== "feed"), down: rebuildUnderItsName(now, old, fill !== "feed"),
        reversibility: { kind: "lossy", what: fill === "feed" ? "the documents; feed them anew from the primary store" : "values of fields that only one of both shapes has" },
        hazards: [{ code: "copies-documents", kind: "rewrite", severity: "warning", message: "Every document is copied twice while writes wait." }],
      }],
    }],
  };
}
