import { canonicalJson, isJsonObject } from "../../model";
import { compareElements } from "../native";
import type { Change, Filling } from "./job";
import type { Attribute, Entity } from "./model";

/** What changes in the items of an entity: what is filled, what goes later, and what needs nothing but new writers. */
export interface ItemChanges {
  /** For people: "locale added (filled with its default)". */
  readonly titles: readonly string[];
  readonly fill: readonly Change[];
  /** Attributes that the way back takes away again. */
  readonly unfill: readonly string[];
  readonly back: readonly Change[];
  /** Attributes that go when nobody reads them any more: renamed ones lose nothing. */
  readonly goes: readonly { readonly attribute: string; readonly restored?: string }[];
  /** What stays as it is although the design says otherwise, with the reason. */
  readonly unfilled: readonly { readonly attribute: Attribute; readonly why: string }[];
}

export function itemChanges(from: Entity, to: Entity): ItemChanges {
  const { added, dropped, changed } = compareElements(from.attributes, to.attributes);
  const titles: string[] = [];
  const fill: Change[] = [];
  const back: Change[] = [];
  const unfill: string[] = [];
  const goes: { attribute: string; restored?: string }[] = [];
  const unfilled: { attribute: Attribute; why: string }[] = [];
  for (const attribute of added) {
    const source = fillingOf(attribute, to);
    titles.push(`${attribute.name} added${source === undefined ? "" : attribute.source.kind === "column" ? " with its default" : ""}`);
    if (source !== undefined) {
      fill.push({ attribute: attribute.name, from: source });
      unfill.push(attribute.name);
    } else if (attribute.required) unfilled.push({ attribute, why: "it is required and has no literal default, so readers meet items without it until they are written again" });
  }
  for (const { from: old, to: attribute, renamed } of changed) {
    if (renamed) {
      titles.push(`${old.name} renamed to ${attribute.name}`);
      const convert = old.type === attribute.type ? undefined : conversion(old, attribute);
      if (old.type === attribute.type || convert !== undefined) {
        fill.push({ attribute: attribute.name, from: convert ?? { copy: old.name } });
        const undo = old.type === attribute.type ? { copy: attribute.name } : conversion(attribute, old);
        if (undo !== undefined) back.push({ attribute: old.name, from: undo });
        unfill.push(attribute.name);
        goes.push({ attribute: old.name, ...(undo === undefined ? {} : { restored: attribute.name }) });
      } else unfilled.push({ attribute, why: `${old.type} does not become ${attribute.type} by itself` });
      continue;
    }
    if (old.type !== attribute.type) {
      titles.push(`${attribute.name} from ${old.type} to ${attribute.type}`);
      const forward = conversion(old, attribute);
      if (forward === undefined) {
        unfilled.push({ attribute, why: `${old.type} does not become ${attribute.type} by itself; items keep it until they are written again` });
        continue;
      }
      fill.push({ attribute: attribute.name, from: forward, replace: true });
      const undo = conversion(attribute, old);
      if (undo !== undefined) back.push({ attribute: attribute.name, from: undo, replace: true });
      continue;
    }
    if (!old.required && attribute.required) {
      const source = fillingOf(attribute, to);
      titles.push(`${attribute.name} required`);
      if (source === undefined) unfilled.push({ attribute, why: "it is required now and has no literal default: items without it stay so until they are written again" });
      else fill.push({ attribute: attribute.name, from: source });
    } else if (canonicalJson(old.source) !== canonicalJson(attribute.source)) {
      const source = fillingOf(attribute, to);
      if (source === undefined) continue;
      titles.push(`${attribute.name} computed anew`);
      fill.push({ attribute: attribute.name, from: source, replace: true });
    }
  }
  for (const { name } of dropped) {
    titles.push(`${name} dropped`);
    goes.push({ attribute: name });
  }
  return { titles, fill, unfill, back, goes, unfilled };
}

/** What an attribute can be filled with from the rest of its item. */
export function fillingOf(attribute: Attribute, { attributes }: Entity): Filling | undefined {
  const { source, default: value } = attribute;
  if (source.kind === "joined") return { join: source.parts, prefix: source.prefix ?? "" };
  if (source.kind === "constant") return { value: { S: source.value } };
  if (source.kind === "expiry") return source.of === undefined || !attributes.some(({ name }) => name === source.of) ? undefined : { expiry: source.of, days: source.days };
  return isJsonObject(value) ? { value } : undefined;
}

function conversion(from: Attribute, to: Attribute): Filling | undefined {
  if (from.format === "date-time" && to.type === "N") return { expiry: from.name, days: 0 };
  const pairs = ["N>S", "BOOL>S", "S>N", "BOOL>N", "N>BOOL", "S>BOOL"];
  return pairs.includes(`${from.type}>${to.type}`) && (to.type === "S" || to.type === "N" || to.type === "BOOL") ? { convert: from.name, to: to.type } : undefined;
}
