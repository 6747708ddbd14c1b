import { refuse } from "./refusal";

/** The words of a simple command. A `"$(...)"` stays one word as it is written: what looks something up is not run here. */
export function shellWords(command: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < command.length; i += 1) {
    const letter = command[i] ?? "";
    if (letter === "'") {
      const end = command.indexOf("'", i + 1);
      if (end < 0) refuse("unterminated quoted string");
      word = (word ?? "") + command.slice(i + 1, end);
      i = end;
    } else if (letter === '"') {
      const lookup = command.startsWith('"$(', i);
      const end = command.indexOf(lookup ? ')"' : '"', i + 1);
      if (end < 0) refuse("unterminated quoted string");
      word = (word ?? "") + command.slice(i + 1, lookup ? end + 1 : end);
      i = lookup ? end + 1 : end;
    } else if (letter === "\\") {
      word = (word ?? "") + (command[i + 1] ?? "");
      i += 1;
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[;&|<>`$()]/.test(letter)) refuse(`syntax error near unexpected token \`${letter}'`);
    else word = (word ?? "") + letter;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** A command's words with their options: `--name value`; only the options that are known. */
export function readOptions(words: readonly string[], known: readonly string[]): { readonly options: ReadonlyMap<string, string>; readonly rest: readonly string[] } {
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? "";
    if (!word.startsWith("--")) rest.push(word);
    else {
      const value = words[i + 1];
      if (!known.includes(word)) refuse(`error: unexpected argument '${word}' found`);
      if (value === undefined || value.startsWith("--")) refuse(`error: a value is required for '${word}'`);
      else options.set(word, value);
      i += 1;
    }
  }
  return { options, rest };
}
