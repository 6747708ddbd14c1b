import { tokens } from "./expression";

/** What each clause says when it is left out. START without a value is the first number in the sequence's direction. */
const defaults: Readonly<Record<string, string>> = {
  AS: "AS bigint", INCREMENT: "INCREMENT BY 1", MINVALUE: "NO MINVALUE", MAXVALUE: "NO MAXVALUE", CACHE: "CACHE 1", CYCLE: "NO CYCLE",
};
const clauseWords = new Set([...Object.keys(defaults), "START"]);

/** A sequence's clauses by their first word, each as it is to be written. Other words (CREATE SEQUENCE s, SEQUENCE NAME s) are passed over. */
export function sequenceClauses(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const list = tokens(text);
  for (let i = 0; i < list.length; i += 1) {
    const word = list[i]?.kind === "word" ? list[i]?.text.toUpperCase() ?? "" : "";
    const next = list[i + 1]?.text.toUpperCase() ?? "";
    if (word === "NO" && clauseWords.has(next)) {
      // The same as leaving it out.
      i += 1;
    } else if (word === "CYCLE") found.set(word, word);
    else if (word === "AS") {
      found.set(word, `AS ${list[i + 1]?.text ?? "bigint"}`);
      i += 1;
    } else if (clauseWords.has(word)) {
      let at = i + 1;
      if (/^(BY|WITH)$/i.test(list[at]?.text ?? "")) at += 1;
      const sign = list[at]?.text === "-" ? "-" : "";
      if (sign !== "") at += 1;
      found.set(word, `${word}${word === "INCREMENT" ? " BY" : word === "START" ? " WITH" : ""} ${sign}${list[at]?.text ?? ""}`);
      i = at;
    }
  }
  return found;
}

/** The clauses that turn one sequence into the other, each with its first word. */
export function changedClauses(from: string, to: string): readonly (readonly [word: string, clause: string])[] {
  const [before, after] = [sequenceClauses(from), sequenceClauses(to)];
  const words = [...new Set([...before.keys(), ...after.keys()])].filter((word) => word !== "START" && before.get(word) !== after.get(word));
  const clauses = words.map((word) => [word, after.get(word) ?? defaults[word] ?? ""] as const);
  const [oldStart, newStart] = [start(before), start(after)];
  if (oldStart === newStart) return clauses;
  const restart = outside(oldStart, after) ? [["RESTART", "RESTART"] as const] : [];
  return [...clauses, ["START", `START WITH ${newStart}`] as const, ...restart];
}

const number = (clauses: ReadonlyMap<string, string>, word: string): bigint | undefined => {
  const text = clauses.get(word)?.split(" ").at(-1);
  return text === undefined ? undefined : BigInt(text);
};

function start(clauses: ReadonlyMap<string, string>): bigint {
  const ascending = (number(clauses, "INCREMENT") ?? 1n) > 0n;
  return number(clauses, "START") ?? number(clauses, ascending ? "MINVALUE" : "MAXVALUE") ?? (ascending ? 1n : -1n);
}

/** The counter cannot stay where the new limits do not reach; a sequence that turns round ends at -1 or begins at 1 of itself. */
function outside(value: bigint, limits: ReadonlyMap<string, string>): boolean {
  const ascending = (number(limits, "INCREMENT") ?? 1n) > 0n;
  const [minimum, maximum] = [number(limits, "MINVALUE") ?? (ascending ? 1n : undefined), number(limits, "MAXVALUE") ?? (ascending ? undefined : -1n)];
  return (minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum);
}
