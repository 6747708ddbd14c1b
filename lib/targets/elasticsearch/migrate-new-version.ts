import type { Hazard, Reversibility } from "../../model";
import type { NativeChange, NativeMigration } from "../native/native";
import { compareIndexes, type IndexChange } from "./compare";
import { bulkScript, copyScript } from "./data-script";
import { moveParts } from "./move-script";
import { pathPart, slug } from "./names";
import { physicalName, type EsIndex } from "./model";
import { addAlias, aliases, create, reindex, remove, removeAlias, request } from "./requests";

/** A new version beside the old one: make it, fill it, let the alias point to it, and later delete the old one. */
export function newVersion(old: EsIndex, now: EsIndex, { reasons, fill = "reindex" }: IndexChange, renamed: boolean): { readonly changes: readonly NativeChange[]; readonly migrations: readonly NativeMigration[] } {
  const [from, to] = [physicalName(old), physicalName(now)];
  const id = `version ${now.id}`;
  const why = reasons.length === 0 ? "a new version was asked for" : reasons.slice(0, 4).join("; ") + (reasons.length > 4 ? `; and ${reasons.length - 4} more` : "");
  const names = renamed ? [now.alias, old.alias] : [now.alias];
  const newPolicy = old.policy === undefined && now.policy !== undefined;
  const oldPolicy = old.policy !== undefined && now.policy === undefined;
  const samePolicy = old.policy !== undefined && now.policy !== undefined && JSON.stringify(old.policy) !== JSON.stringify(now.policy);
  const policyOf = (index: EsIndex): string[] => create(index, true).slice(0, 1);
  const lost = [...moveParts(old, now)].flatMap(({ path, removed }) => removed.map((name) => (path === null ? name : `${path}.${name}`)));
  const hazards: Hazard[] = [
    { code: "copies-documents", kind: "rewrite", severity: "info", message: `Every document is written once more: ${to} needs as much disk as ${from} until that is deleted.` },
    ...(fill === "feed" ? [{ code: "fed-anew", kind: "scan" as const, severity: "warning" as const, message: `The documents of ${from} do not hold what ${to} needs: they are made anew from the primary store.` }] : []),
  ];
  // What the new documents hold need not be readable by the old mapping: words are no numbers.
  const backFed = fill === "feed" || compareIndexes(now, old).fill === "feed";
  const back: Reversibility = backFed ? { kind: "lossy", what: `the documents of ${from}; feed them anew from the primary store` }
    : lost.length > 0 ? { kind: "lossy", what: `the values of ${lost.join(", ")} in documents; feed them anew from the primary store` } : { kind: "lossless" };
  const base = slug(now.alias).slice(0, 30);
  return {
    changes: [{ id, verb: "alter", title: `Replace ${from} by ${to}: ${why}`, tables: now.tables }],
    migrations: [
      {
        slug: slug(`create_${base}_v${now.version}`), title: `Create ${to} beside ${from}`, phase: "expand",
        steps: [{ title: `Create ${to} with its template (${why})`, changes: [id], up: [...(samePolicy ? policyOf(now) : []), ...create(now, newPolicy)], down: [...remove(now, newPolicy), ...(samePolicy ? policyOf(old) : [])], reversibility: { kind: "lossless" }, hazards: [] }],
      },
      {
        slug: slug(`fill_${base}_v${now.version}`), title: `Fill ${to}`, phase: "backfill",
        before: `The feed writes every change to ${to} too, or its place in the outbox is written down and the feed waits: what is written to ${from} only, after the copy has passed it, is missing in ${to}.`,
        steps: [],
        data: fill === "feed"
          ? { slug: slug(`feed_${base}_v${now.version}`), extension: "mjs", content: bulkScript(now, to), commands: [], undo: [emptied(now)], reversibility: { kind: "lossless" } }
          : { slug: slug(`reindex_${base}_v${now.version}`), extension: "mjs", content: copyScript(old, now), commands: [reindex(from, to, old, now)], undo: [emptied(now)], reversibility: { kind: "lossless" } },
      },
      {
        slug: slug(`switch_${base}_v${now.version}`), title: `Let ${now.alias} point to ${to}`, phase: "switch code",
        before: `GET /${pathPart(from)}/_count and GET /${pathPart(to)}/_count give the same number, and the feed has caught up with ${to}.${reasons.some((reason) => reason.includes(" is called ")) ? " Every running version of the application asks for renamed fields by both names." : ""}${lost.length === 0 ? "" : ` No running version of the application reads or feeds ${lost.join(", ")}.`}`,
        steps: [{
          title: `Move ${names.join(" and ")} from ${from} to ${to} in one call`, changes: [id],
          up: [aliases(...names.flatMap((alias) => [removeAlias(from, alias), addAlias(to, alias)]))], down: [aliases(...names.flatMap((alias) => [removeAlias(to, alias), addAlias(from, alias)]))],
          reversibility: { kind: "lossless" }, hazards: [{ code: "alias-switches", kind: "breaking", severity: "info", message: `From one request to the next, ${now.alias} answers from ${to}; documents written to ${to} since are not in ${from} unless the feed writes both.` }],
        }],
      },
      {
        slug: slug(`drop_${base}_v${old.version}`), title: `Delete ${from}`, phase: "contract", before: `${now.alias} has answered from ${to} for as long as you want to be able to go back at once.`,
        steps: [{
          title: `Delete ${from} and its template`, changes: [id], up: [...remove(old, oldPolicy)],
          down: [...create(old, oldPolicy), ...(backFed ? [] : [reindex(to, from, now, old)])],
          reversibility: back, hazards: [...hazards, { code: "drops-index", kind: "loss", severity: "warning", message: `After this, the way back copies every document.` }],
        }],
      },
    ],
  };
}

function emptied(index: EsIndex): string {
  return request("POST", `/${pathPart(physicalName(index))}/_delete_by_query?conflicts=proceed&refresh=true`, { query: { match_all: {} } });
}
