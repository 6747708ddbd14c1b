import type { Id } from "../../model";
import { choose, type MappingDecision, type NativeInput } from "../native";
import type { Expiry } from "./entities";
import type { Layout } from "./layout";

/** Days that point-in-time recovery reaches back (Amazon DynamoDB Developer Guide, "Point-in-time backups", read 2026-08). */
const recoveryDays = 35;

export interface Settings {
  readonly expiry?: Expiry;
  readonly recovery: boolean;
  readonly stream?: "NEW_AND_OLD_IMAGES" | "KEYS_ONLY";
  readonly provisioned: boolean;
}

/** What a table has besides keys and indexes: expiry, recovery, stream, capacity. */
export function settingsOf(layout: Layout, input: NativeInput): { readonly settings: Settings; readonly decisions: readonly MappingDecision[] } {
  const { table } = layout;
  const decisions: MappingDecision[] = [];
  const load = input.loads.get(table.id);
  const days = load?.retentionDays;
  const decide = <Option extends string>(choice: string, label: string, proposed: Option, reason: string, options: readonly { readonly id: Option; readonly label: string; readonly help: string }[]): Option => {
    const { chosen, decision } = choose({ about: table.id, table: table.id, choice, label, proposed, reason, options }, input.choices);
    decisions.push(decision);
    return chosen;
  };
  const expiry = expiryOf(layout, days, decide);
  const short = days !== undefined && days <= recoveryDays;
  const recovery = decide("recovery", `Recovery of ${table.name}`, short ? "off" : "on",
    short ? `Items live ${days} days; point-in-time recovery reaches ${recoveryDays} days back, so there is little to bring back` : `Point-in-time recovery brings the table back as it was at any second of the last ${recoveryDays} days`,
    [{ id: "on", label: "Point-in-time recovery", help: "Costs by the size of the table" }, { id: "off", label: "None", help: "Only backups that somebody makes" }]);
  const listeners = input.patterns.filter(({ operation, tableId }) => operation === "subscribe" && tableId === table.id);
  const stream = decide("stream", `Stream of ${table.name}`, listeners.length > 0 ? "images" : "none",
    listeners.length > 0 ? `${listeners.map(({ name }) => name).join(", ")} follows its changes` : "No pattern follows its changes",
    [{ id: "none", label: "None", help: "Can be switched on at any time" }, { id: "images", label: "New and old images", help: "Each change with the item before and after, for 24 hours" }, { id: "keys", label: "Keys only", help: "Which items changed, for 24 hours" }]);
  const capacity = decide("capacity", `Capacity of ${table.name}`, "on-demand", "On demand needs no forecast, follows peaks and costs nothing when idle; provisioned is cheaper for load that is steady and known",
    [{ id: "on-demand", label: "On demand", help: "Paid by request" }, { id: "provisioned", label: "Provisioned", help: "Paid by the hour, for the units calculated from the patterns; more is throttled" }]);
  return {
    decisions,
    settings: {
      ...(expiry === undefined ? {} : { expiry }), recovery: recovery === "on", provisioned: capacity === "provisioned",
      ...(stream === "none" ? {} : { stream: stream === "images" ? "NEW_AND_OLD_IMAGES" as const : "KEYS_ONLY" as const }),
    },
  };
}

function expiryOf({ table, names, keys }: Layout, days: number | undefined, decide: <Option extends string>(choice: string, label: string, proposed: Option, reason: string, options: readonly { readonly id: Option; readonly label: string; readonly help: string }[]) => Option): Expiry | undefined {
  const keyed = new Set([...keys.hash, ...keys.range].flatMap(({ columns }) => columns));
  const moments = table.columns.filter(({ id, type }) => (type.kind === "timestamptz" || type.kind === "timestamp") && !keyed.has(id));
  const dated = table.columns.filter(({ type }) => type.kind === "timestamptz" || type.kind === "timestamp" || type.kind === "date");
  const own = moments.find(({ name }) => /^(?:expir|valid_(?:to|until)|delete_(?:at|after))|_expir|^ttl$/i.test(name));
  if (own === undefined && days === undefined) return undefined;
  const [since] = dated.filter(({ nullable }) => !nullable);
  const options: { id: string; label: string; help: string }[] = [{ id: "none", label: "Never", help: "Items stay until they are deleted" }];
  if (own !== undefined) options.push({ id: own.id, label: `At ${own.name}`, help: `${own.name} is kept as seconds since 1970, as DynamoDB's time to live asks for` });
  if (days !== undefined) options.push({ id: "computed", label: `After ${days} days`, help: `An attribute with ${since === undefined ? "the time of writing" : since.name} and ${days} days` });
  const proposed = own?.id ?? "computed";
  const chosen = decide("expiry", `When items of ${table.name} go`, proposed,
    `${own !== undefined ? `${own.name} says when` : `Rows are kept ${days} days`}; DynamoDB deletes expired items by itself without write units, usually within a few days, so reads still leave out what has expired`, options);
  if (chosen === "none") return undefined;
  if (chosen === own?.id) return { attribute: names.get(own.id) ?? own.name, column: own.id, days: 0 };
  const taken = new Set([...names.values(), ...[...keys.hash, ...keys.range].map(({ attribute }) => attribute)]);
  let attribute = "expires_at";
  while (taken.has(attribute)) attribute = `${attribute}_ttl`;
  return { attribute, days: days ?? 0, ...(since === undefined ? {} : { of: names.get(since.id) ?? since.name }) };
}

/** Whether the column becomes the table's expiry, so that its values are seconds. */
export function isExpiry(settings: Settings, column: Id): boolean {
  return settings.expiry?.column === column;
}
