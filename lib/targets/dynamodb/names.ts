import { utf8 } from "./sizes";

/** A table's or index's name: 3 to 255 of a-z, A-Z, 0-9, `_`, `-`, `.`. What does not fit becomes `_`; what is left of nothing gets `fallback`. */
export function resourceName(wanted: string, fallback: string): string {
  const cleaned = wanted.replace(/[^a-zA-Z0-9_.-]+/g, "_").slice(0, 240);
  const named = /[a-zA-Z0-9]/.test(cleaned) ? cleaned : fallback;
  return named.length >= 3 ? named : `${named}_table`;
}

/** The first of `name`, `name_2`, `name_3`, ... that is not taken; and takes it. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name}_${n}`;
  taken.add(free);
  return free;
}

/** Whether an attribute of that name can be part of a key: 1 to 255 bytes. */
export function canName(attribute: string): boolean {
  return attribute !== "" && utf8(attribute) <= 255;
}

/** A name in an expression: always by a placeholder (`#status`), since 573 words are reserved and other names hold what expressions do not allow. */
export function placeholder(attribute: string, used: Map<string, string>): string {
  const known = [...used].find(([, name]) => name === attribute)?.[0];
  if (known !== undefined) return known;
  const plain = attribute.replace(/[^a-zA-Z0-9_]+/g, "_");
  let free = `#${plain === "" ? "attribute" : plain}`;
  for (let n = 2; used.has(free); n += 1) free = `#${plain}_${n}`;
  used.set(free, attribute);
  return free;
}
