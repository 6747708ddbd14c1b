import type { ForeignKey, Table } from "../../model";
import { nameWords, singularWords, upperSnake } from "../native/words";

/** A relationship type with its direction: from the row that holds the foreign key to the one it refers to (`to-parent`), or back. */
export interface NamedDirection {
  readonly direction: "to-parent" | "from-parent";
  readonly name: string;
}

export interface NameProposal extends NamedDirection {
  readonly why: string;
}

const people = new Set(["user", "customer", "person", "employee", "member", "account", "client", "patient", "student", "buyer", "visitor", "guest", "player", "author", "contact", "reader"]);
const acts: Readonly<Record<string, string>> = {
  order: "PLACED", purchase: "MADE", payment: "MADE", booking: "MADE", reservation: "MADE", donation: "MADE", review: "WROTE", comment: "WROTE", post: "WROTE", article: "WROTE", reply: "WROTE", message: "SENT", vote: "CAST", rating: "GAVE", upload: "UPLOADED",
};
const roles: Readonly<Record<string, string>> = {
  owner: "OWNED_BY", author: "WRITTEN_BY", creator: "CREATED_BY", editor: "EDITED_BY", sender: "SENT_BY", recipient: "SENT_TO", receiver: "SENT_TO", assignee: "ASSIGNED_TO", reviewer: "REVIEWED_BY", supplier: "SUPPLIED_BY",
  vendor: "SOLD_BY", seller: "SOLD_BY", publisher: "PUBLISHED_BY", manufacturer: "MADE_BY", category: "IN_CATEGORY", genre: "IN_GENRE", country: "LOCATED_IN", city: "LOCATED_IN", region: "LOCATED_IN", location: "LOCATED_IN", warehouse: "STORED_IN",
};
const groups = new Set(["tenant", "organization", "organisation", "company", "team", "department", "group", "workspace", "club", "household"]);
const ownReferences: Readonly<Record<string, string>> = { parent: "CHILD_OF", manager: "REPORTS_TO", supervisor: "REPORTS_TO", boss: "REPORTS_TO", next: "NEXT", previous: "FOLLOWS", predecessor: "FOLLOWS", root: "BELONGS_TO", original: "COPY_OF" };
const lines = new Set(["item", "line", "entry", "position", "detail"]);
const opinions = new Set(["review", "comment", "rating", "question", "feedback", "note", "report"]);
const preposition = /^(?:by|to|from|in|at|of|for|with|on)$/;

/** The verb-like type of a foreign key, by what its table, column and referenced table are called; with the sentence that says why. */
export function proposeName(child: Table, key: ForeignKey, parent: Table): NameProposal {
  const childWords = singularWords(child.name).map((word) => word.toLowerCase());
  const parentWords = singularWords(parent.name).map((word) => word.toLowerCase());
  const stem = stemOf(child, key, parentWords);
  const role = stem.at(-1) ?? "";
  const noun = childWords.at(-1) ?? "";
  const same = stem.join(" ") === parentWords.join(" ");
  const part = childWords.slice(0, parentWords.length).join(" ") === parentWords.join(" ") && childWords.length > parentWords.length ? childWords.slice(parentWords.length) : childWords;
  const has = `HAS_${upperSnake(part)}`;
  const identifying = key.columns.every((column) => child.primaryKey?.columns.includes(column) === true);
  const up = (name: string, why: string): NameProposal => ({ direction: "to-parent", name, why });
  const down = (name: string, why: string): NameProposal => ({ direction: "from-parent", name, why });

  if (child.id === parent.id) return up(Object.hasOwn(ownReferences, role) ? ownReferences[role] ?? "" : same ? "RELATES_TO" : `HAS_${upperSnake(stem)}`, `it refers to its own label by "${stem.join(" ")}"`);
  if (identifying && key.onDelete === "cascade") return down(has, `${child.name} lie within ${parent.name}: the key begins with it, and they go with it`);
  if (stem.length > 1 && preposition.test(role)) return up(upperSnake(stem), "the column says it");
  if (Object.hasOwn(roles, role)) return up(roles[role] ?? "", `the column names a role, ${stem.join(" ")}`);
  if (people.has(role) && same) return Object.hasOwn(acts, noun) ? down(acts[noun] ?? "", `${parentWords.join(" ")}s do it`) : down(has, `each ${childWords.join(" ")} is a ${parentWords.join(" ")}'s`);
  if (groups.has(role)) return up(people.has(noun) ? "MEMBER_OF" : "BELONGS_TO", `its ${role} is a group that it belongs to`);
  if (!same) return up(`HAS_${upperSnake(stem)}`, `the column names a role, ${stem.join(" ")}`);
  if (lines.has(noun)) return up(`OF_${upperSnake(parentWords)}`, `its ${noun} is of something`);
  if (opinions.has(noun)) return up("ABOUT", `its ${noun} is about something`);
  if (key.onDelete === "cascade") return down(has, `${child.name} go with their ${parentWords.join(" ")}`);
  return up(`FOR_${upperSnake(parentWords)}`, "nothing in the names says more");
}

/** Other names one may want, the proposed one first. */
export function alternatives(child: Table, key: ForeignKey, parent: Table, proposed: NamedDirection): readonly NamedDirection[] {
  const parentWords = singularWords(parent.name);
  const all: NamedDirection[] = [
    proposed, { direction: "from-parent", name: `HAS_${upperSnake(singularWords(child.name))}` }, { direction: "to-parent", name: `HAS_${upperSnake(stemOf(child, key, parentWords))}` },
    { direction: "to-parent", name: "BELONGS_TO" }, { direction: "to-parent", name: `FOR_${upperSnake(parentWords)}` },
  ];
  return all.filter(({ direction, name }, i) => /[^_]$/.test(name) && all.findIndex((other) => other.direction === direction && other.name === name) === i);
}

/** The type of a junction, by its table's name and its ends. */
export function junctionName(table: Table, from: Table, to: Table): NameProposal {
  const words = nameWords(table.name).map((word) => word.toLowerCase());
  const singular = singularWords(table.name).map((word) => word.toLowerCase());
  const ends = new Set([...singularWords(from.name), ...singularWords(to.name)].map((word) => word.toLowerCase()));
  const last = singular.at(-1) ?? "";
  if (singular.every((word) => ends.has(word))) return { direction: "to-parent", name: `HAS_${upperSnake(singularWords(to.name))}`, why: "the table is named after its two ends" };
  if (last.endsWith("ship")) return { direction: "to-parent", name: `${last.slice(0, -4).toUpperCase()}_OF`, why: `the one is ${last.slice(0, -4)} of the other` };
  return { direction: "to-parent", name: upperSnake(words), why: "the table's name says it" };
}

function stemOf(child: Table, key: ForeignKey, otherwise: readonly string[]): readonly string[] {
  const [only, ...more] = key.columns;
  const column = more.length === 0 ? child.columns.find(({ id }) => id === only) : undefined;
  const words = column === undefined ? [] : nameWords(column.name).map((word) => word.toLowerCase());
  const stem = words.length > 1 && /^(?:ids?|uuid|guid|key|code|fk|ref|no|nr|number)$/.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  return stem.length === 0 || (stem.length === 1 && /^(?:ids?|uuid|key)$/.test(stem[0] ?? "")) ? otherwise : stem;
}
