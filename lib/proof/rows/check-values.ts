import { sqlTokens } from "../../diff";
import type { ColumnType } from "../../model";
import { samplePattern } from "./pattern-sample";
import { letters, type RawValue } from "./value-seed";

/** Texts that formats in checks commonly ask for. */
const commonTexts = ["", "a", "abc", "ABC", "a-b", "a_b1", "ab@example.com", "https://example.com", "+4312345678", "12345", "2024-01-01", "00:00", "en", "US", "USD", "#aabbcc", "{}", "[]", "127.0.0.1"];

/**
 * Values worth trying for a column of a type that an expression talks about: the constants in it and their neighbours,
 * texts of the lengths it names, samples of its patterns.
 */
export function valuesFromChecks(type: ColumnType, expressions: readonly string[]): RawValue[] {
  const values: RawValue[] = [];
  const bare = (text: string): void => void values.push({ text, bare: true });
  const quoted = (text: string): void => void values.push({ text, bare: false });
  const numeric = isNumeric(type);
  const textual = type.kind === "text" || type.kind === "string" || type.kind === "char" || type.kind === "native";
  for (const expression of expressions) {
    const tokens = sqlTokens(expression).filter(({ kind }) => kind !== "space" && kind !== "comment");
    const measures = /length|octet/i.test(expression);
    for (const [index, token] of tokens.entries()) {
      const before = tokens[index - 1]?.text ?? "";
      if (token.kind === "number") {
        const number = Number(before === "-" && !/[\w)]/.test(tokens[index - 2]?.text.slice(-1) ?? "") ? `-${token.text}` : token.text);
        if (numeric && Number.isFinite(number)) for (const near of [number, number + 1, number - 1]) bare(String(near));
        if (textual && measures && number <= 2000) for (const length of [number, number - 1, number + 1]) if (length >= 0) quoted(letters(length, length));
      } else if (token.kind === "string") {
        const text = textOf(token.text);
        if (numeric) {
          if (/^-?\d+(\.\d+)?$/.test(text)) for (const near of [Number(text), Number(text) + 1, Number(text) - 1]) bare(String(near));
          continue;
        }
        quoted(text);
        if (textual && /[~]|LIKE|REGEXP|TO$|GLOB/i.test(before + (tokens[index - 2]?.text ?? ""))) {
          for (const pick of [0, 1, 2]) {
            const sample = samplePattern(text, pick);
            if (sample !== undefined) quoted(sample);
          }
          quoted(text.replaceAll(/[%*]/g, "x").replaceAll(/[_?]/g, "y"));
        }
      }
    }
    // One column is often to come after another: times kept as texts.
    if (textual && /[<>](?!>)/.test(expression)) for (const text of ["zz", "!"]) quoted(text);
    if (textual && /[~]|LIKE|REGEXP|GLOB|position|strpos|instr|\(/i.test(expression)) for (const text of commonTexts) quoted(text);
  }
  if (numeric) for (const number of ["0", "1", "-1", "100"]) bare(number);
  const seen = new Set<string>();
  return values.filter((value) => {
    const fits = !("length" in type) || type.length === undefined || value.text.length <= type.length;
    const fresh = !seen.has(value.text);
    seen.add(value.text);
    return fits && fresh;
  });
}

function isNumeric(type: ColumnType): boolean {
  return type.kind.startsWith("int") && type.kind !== "interval" || type.kind.startsWith("float") || type.kind === "decimal";
}

/** What a string token says: without quotes and doubled quotes, with the commonest escapes of E'' strings undone. */
function textOf(token: string): string {
  const inner = token.slice(token.indexOf("'") + 1, token.endsWith("'") ? -1 : undefined).replaceAll("''", "'");
  return /^e'/i.test(token) ? inner.replaceAll(/\\(.)/g, "$1") : inner;
}
