import { oneLine } from "../model";

export { oneLine };

/** Text for HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** One line of Markdown that shows exactly this text: no emphasis, no link, no HTML, no line break. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>|~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\$&")
    // What GitHub's Markdown makes a link of by itself, and what begins a heading, a list or a quotation.
    .replace(/:(?=\/\/)|@/g, "\\$&").replace(/(www)\./gi, "$1\\.")
    .replace(/^(?=[#+=-])/, "\\").replace(/^(\d+)([.)])/, "$1\\$2");
}

/** Inline code that shows exactly this text on one line, whatever backticks it has. */
export function markdownCode(text: string): string {
  const line = oneLine(text);
  if (line === "") return "";
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A code block that no line of the text can close. */
export function markdownBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Markdown already written, made fit for a table cell: a bar would end the cell, also within code. */
export function markdownCell(markdown: string): string {
  // A bar that is escaped already stays as it is; in code a backslash before it shows nothing.
  return markdown.replace(/(\\*)\|/g, (match, slashes: string) => (slashes.length % 2 === 1 ? match : `${slashes}\\|`));
}

/** A field of a CSV file (RFC 4180) that no spreadsheet takes for a formula. */
export function csvCell(text: string): string {
  const safe = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
