import type { JsonObject, JsonValue } from "../../model";
import { pathPart } from "./names";
import { moveParts, scriptOf } from "./move-script";
import { physicalName, policyName, templateOf, type EsIndex } from "./model";

/** One request as a command: what the sandbox and the runner take. */
export function request(method: "PUT" | "POST" | "DELETE", path: string, body?: JsonValue): string {
  return JSON.stringify({ method, path, ...(body === undefined ? {} : { body }) });
}

export function putTemplate(index: EsIndex): string {
  return request("PUT", `/_index_template/${pathPart(physicalName(index))}`, templateOf(index));
}

/** The index or data stream with its template, in no alias yet; `policy`: its lifecycle policy is made too. */
export function create(index: EsIndex, policy: boolean): string[] {
  return [
    ...(policy && index.policy !== undefined ? [putPolicy(index)] : []),
    putTemplate(index),
    index.stream ? request("PUT", `/_data_stream/${pathPart(physicalName(index))}`) : request("PUT", `/${pathPart(physicalName(index))}`),
  ];
}

export function remove(index: EsIndex, policy: boolean): string[] {
  return [
    request("DELETE", index.stream ? `/_data_stream/${pathPart(physicalName(index))}` : `/${pathPart(physicalName(index))}`),
    request("DELETE", `/_index_template/${pathPart(physicalName(index))}`),
    ...(policy && index.policy !== undefined ? [request("DELETE", `/_ilm/policy/${pathPart(policyName(index))}`)] : []),
  ];
}

export function putPolicy(index: EsIndex): string {
  return request("PUT", `/_ilm/policy/${pathPart(policyName(index))}`, { policy: index.policy ?? {} });
}

export function addAlias(index: string, alias: string): JsonObject {
  return { add: { index, alias, is_write_index: true } };
}

/** `must_exist`: without it, an alias that is not there is passed over and the other action is carried out (Elasticsearch 9, update aliases). */
export function removeAlias(index: string, alias: string): JsonObject {
  return { remove: { index, alias, must_exist: true } };
}

export function aliases(...actions: readonly JsonObject[]): string {
  return request("POST", "/_aliases", { actions });
}

/**
 * Copies documents in the background: the answer is a task, and the runner waits for it. What is there already is left as it is, so that
 * it can be begun again and never overwrites what the feed wrote meanwhile.
 */
export function reindex(from: string, to: string, a: EsIndex, b: EsIndex): string {
  return request("POST", "/_reindex?wait_for_completion=false&slices=auto&requests_per_second=2000&refresh=true", {
    conflicts: "proceed", source: { index: from, size: 1000 }, dest: { index: to, op_type: "create" }, ...scriptOf(moveParts(a, b)),
  });
}

/**
 * The same name with another shape, without a moment in which nothing answers: the documents stand in a second index while the first is
 * made anew. What it costs is two copies of every document; writes have to wait. Without `copies`, the new one is left for the feed to fill.
 */
export function rebuildUnderItsName(from: EsIndex, to: EsIndex, copies = true): string[] {
  const name = physicalName(from);
  const { policy: _policy, ...kept } = from;
  const moving: EsIndex = { ...kept, base: `${name}-moving` };
  const beside = physicalName(moving);
  return [
    ...create(moving, false),
    reindex(name, beside, from, from),
    aliases(removeAlias(name, from.alias), addAlias(beside, from.alias)),
    ...remove(from, false),
    ...(to.policy !== undefined && from.policy === undefined ? [putPolicy(to)] : []),
    ...create(to, false),
    ...(copies ? [reindex(beside, physicalName(to), from, to)] : []),
    aliases(removeAlias(beside, from.alias), addAlias(physicalName(to), to.alias)),
    ...remove(moving, false),
    ...(from.policy !== undefined && to.policy === undefined ? [request("DELETE", `/_ilm/policy/${pathPart(policyName(from))}`)] : []),
  ];
}
