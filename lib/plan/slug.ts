import type { Operation } from "./operation";

/** File names are at most this long without number and extension. */
const longest = 60;

/** Slug and title of a file from what it does. Things taken down for a while do not speak. */
export function nameFile(operations: readonly Operation[]): { readonly slug: string; readonly title: string } {
  const own = operations.filter((operation) => operation.subject.facts.temporary !== true);
  const speaking = own.length > 0 ? own : operations;
  const whole = speaking.filter((operation) => operation.kind === "table" && (operation.verb === "add" || operation.verb === "drop"));
  const [main] = whole.length > 0 ? whole : speaking;
  if (main === undefined) return { slug: "change", title: "Change" };
  const titled = whole.length > 0 ? whole : speaking;
  const title = titled.length <= 2 ? titled.map((operation) => operation.title).join("; ") : `${main.title} and ${titled.length - 1} more`;
  return { slug: slugOf(slugText(speaking, whole)), title };
}

function slugText(operations: readonly Operation[], whole: readonly Operation[]): string {
  const [first] = whole;
  if (first !== undefined) return `${first.verb === "add" ? "create" : "drop"} ${whole.length > 3 ? "tables" : names(whole)}`;
  const verbs = new Set(operations.map((operation) => operation.verb));
  const kinds = new Set(operations.map((operation) => operation.kind));
  const [verb] = verbs;
  const [kind] = kinds;
  const [only] = operations;
  if (only !== undefined && operations.length === 1 && verb === "rename") return `rename ${only.subject.name}`;
  if (verbs.size === 1 && kinds.size === 1 && operations.length <= 3 && verb !== undefined) return `${word(verb, kind)} ${names(operations)}`;
  if (kinds.size === 1 && kind === "object") return `${verbs.size === 1 && verb !== undefined ? word(verb, kind) : "change"} ${only === undefined ? "objects" : `${only.title.split(" ").slice(1, -1).join(" ")}s`}`;
  const tables = new Set(operations.map((operation) => operation.subject.name.split(".")[0]));
  return `alter ${[...tables].slice(0, 2).join(" ")}`;
}

function names(operations: readonly Operation[]): string {
  const [first] = operations;
  const table = first?.subject.name.split(".")[0];
  const columns = operations.map((operation) => operation.subject.name.split("."));
  // `add orders.status` and `add orders.note` share their table.
  if (columns.every((parts) => parts.length === 2 && parts[0] === table)) return [table, ...columns.map((parts) => parts[1])].join(" ");
  return operations.map((operation) => operation.subject.name).join(" ");
}

function word(verb: Operation["verb"], kind: Operation["kind"] | undefined): string {
  if (verb === "add") return kind === "object" || kind === "enum" || kind === "table" ? "create" : "add";
  return verb === "replace" ? "change" : verb;
}

/** Lower-case letters, digits and underscores, cut at a word where it can. */
export function slugOf(text: string): string {
  const plain = text.normalize("NFKD").toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "");
  const cut = plain.length <= longest ? plain : plain.slice(0, longest + 1).replace(/_[^_]*$/, "").slice(0, longest);
  return cut === "" ? "change" : cut;
}
