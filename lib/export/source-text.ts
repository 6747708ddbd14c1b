/** Any text as a literal of a programming language, readable where it can be and exact in any case. */

/** Characters that are written as escapes in every language here: controls but the line break, marks that turn text round, halves of pairs. */
// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replace(unseen, (char) => (char === "\t" ? "\\t" : char === "\r" ? "\\r" : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`));
}

/** A Python literal (3.7 or later): one line in plain quotes, several in triple ones. */
export function pythonText(text: string): string {
  const safe = escaped(text);
  if (!text.includes("\n")) return `"${safe.replaceAll('"', '\\"')}"`;
  return `"""${/""|^"|"$/.test(text) ? safe.replaceAll('"', '\\"') : safe}"""`;
}

/** A JavaScript or TypeScript literal: one line in plain quotes, several in a template without places. */
export function scriptText(text: string): string {
  const safe = escaped(text);
  return text.includes("\n") ? `\`${safe.replaceAll("`", "\\`").replaceAll("${", "\\${")}\`` : `"${safe.replaceAll('"', '\\"')}"`;
}

/** Whether a Ruby heredoc can carry the text as it is: Ruby drops carriage returns there and reads no escapes. */
function heredocFits(text: string): boolean {
  unseen.lastIndex = 0;
  const odd = unseen.test(text.replaceAll("\t", ""));
  unseen.lastIndex = 0;
  return text.includes("\n") && !odd && !text.endsWith("\n");
}

/** An argument in Ruby: a heredoc that reads neither `#{}` nor backslashes where the text has lines, else a string. The rest of a heredoc follows its line. */
export function rubyText(text: string): { readonly expression: string; readonly rest: readonly string[] } {
  if (!heredocFits(text)) return { expression: `"${escaped(text).replaceAll('"', '\\"').replaceAll("#", "\\#").replaceAll("\n", "\\n")}"`, rest: [] };
  const lines = text.split("\n");
  let word = "SQL";
  for (let i = 1; lines.some((line) => line.trim() === word); i += 1) word = `SQL_${i}`;
  return { expression: `<<-'${word}'`, rest: [...lines, word] };
}

/** Text for a comment of any language: one line that ends no comment. */
export function commentText(text: string): string {
  return text.replaceAll(/\s+/g, " ").replace(unseen, "").replaceAll("*/", "* /").replaceAll("/*", "/ *").replaceAll('"""', "'''").trim();
}
