/**
 * A text that a regular expression of the usual kind matches: literals, classes, groups, alternatives, counted repetition.
 * Undefined for what is beyond that (look-around, back-references). `pick` chooses among alternatives.
 */
export function samplePattern(pattern: string, pick = 0): string | undefined {
  let at = 0;
  let failed = false;

  const alternatives = (): string => {
    const branches = [sequence()];
    while (pattern[at] === "|") {
      at += 1;
      branches.push(sequence());
    }
    return branches[pick % branches.length] ?? "";
  };

  const sequence = (): string => {
    let out = "";
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")" && !failed) {
      const unit = atom();
      out += unit.repeat(repetition());
      if (out.length > 2000) failed = true;
    }
    return out;
  };

  const atom = (): string => {
    const char = pattern[at] ?? "";
    at += 1;
    switch (char) {
      case "^": case "$": return "";
      case ".": return "a";
      case "[": return fromClass();
      case "(": {
        if (pattern[at] === "?") {
          if (pattern[at + 1] === ":") at += 2;
          else failed = true;
        }
        const inner = alternatives();
        if (pattern[at] !== ")") failed = true;
        at += 1;
        return inner;
      }
      case "\\": return escaped();
      default: return char;
    }
  };

  const escaped = (): string => {
    const char = pattern[at] ?? "";
    at += 1;
    switch (char) {
      case "d": return String((pick % 9) + 1);
      case "w": return "a";
      case "s": return " ";
      case "D": case "S": return "a";
      case "W": return "-";
      case "m": case "M": case "y": case "A": case "Z": case "b": return "";
      default:
        if (/[0-9a-zA-Z]/.test(char)) failed = true;
        return char;
    }
  };

  const fromClass = (): string => {
    const negated = pattern[at] === "^";
    if (negated) at += 1;
    const end = pattern.indexOf("]", at + 1);
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at));
    if (end < 0) {
      failed = true;
      return "";
    }
    const inside = pattern.slice(at, named === null ? end : pattern.indexOf("]", at + named[0].length));
    at += inside.length + 1;
    if (negated) return ["a", "1", "-", " ", "Z", "_"].find((char) => !inClass(char, inside)) ?? "~";
    if (named !== null) return { digit: "1", upper: "A", space: " ", punct: "-" }[named[1] ?? ""] ?? "a";
    return inside.startsWith("\\") ? ({ d: "1", w: "a", s: " " }[inside[1] ?? ""] ?? inside[1] ?? "a") : inside[0] ?? "a";
  };

  const repetition = (): number => {
    const char = pattern[at];
    let count = 1;
    if (char === "*" || char === "+") at += 1;
    else if (char === "?") at += 1;
    else if (char === "{") {
      const range = /^\{(\d+)(?:,(\d*))?\}/.exec(pattern.slice(at, at + 20));
      if (range === null) return 1;
      at += range[0].length;
      count = Number(range[1]) || (range[2] === "0" ? 0 : 1);
    } else return 1;
    if (pattern[at] === "?") at += 1;
    return count;
  };

  const sample = alternatives();
  return failed || at < pattern.length ? undefined : sample;
}

function inClass(char: string, inside: string): boolean {
  if (inside.includes(char)) return true;
  return [...inside.matchAll(/(.)-(.)/g)].some(([, from = "", to = ""]) => from <= char && char <= to)
    || (/\\w/.test(inside) && /\w/.test(char)) || (/\\d/.test(inside) && /\d/.test(char)) || (/\\s/.test(inside) && /\s/.test(char));
}
