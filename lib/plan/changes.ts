import type { Difference, SchemaFact } from "../diff";
import type { Describer } from "./describe";
import type { Ground } from "./ground";
import type { Change } from "./plan";

/** Stable within a plan: the same difference gives the same id. */
export function changeId(difference: Difference, ground: Ground): string {
  const id = difference.verb === "drop" ? ground.askedId(difference.from.id) : difference.to.id;
  return `${difference.verb} ${difference.kind} ${id}`;
}

/**
 * The change list: what is added or dropped with its table is not listed by itself.
 * `asked` are the differences in the ids of the request.
 */
export function changesOf(ground: Ground, words: Describer): Change[] {
  const whole = new Set<string>();
  for (const difference of ground.asked.differences) {
    if (difference.kind !== "table") continue;
    if (difference.verb === "add") whole.add(`add ${difference.to.id}`);
    if (difference.verb === "drop") whole.add(`drop ${difference.from.id}`);
  }
  return ground.asked.differences
    .filter((difference) => {
      const parent = difference.verb === "add" ? difference.to.parent : difference.verb === "drop" ? difference.from.parent : undefined;
      return parent === undefined || !whole.has(`${difference.verb} ${parent}`);
    })
    .map((difference) => change(difference, words, ground));
}

function change(difference: Difference, words: Describer, ground: Ground): Change {
  const from: SchemaFact | undefined = difference.verb === "add" ? undefined : difference.from;
  const to: SchemaFact | undefined = difference.verb === "drop" ? undefined : difference.to;
  const parent = to?.parent ?? (from?.parent === undefined ? undefined : ground.asked.matching.goalOf(from.parent) ?? from.parent);
  const table = difference.kind === "table" ? to?.id ?? from?.id : parent;
  return {
    id: changeId(difference, ground),
    verb: difference.verb,
    kind: difference.kind,
    ...(from === undefined ? {} : { from: from.id }),
    ...(to === undefined ? {} : { to: to.id }),
    ...(table === undefined ? {} : { tableId: table }),
    properties: difference.verb === "alter" ? difference.properties : [],
    title: words.title(difference),
  };
}
