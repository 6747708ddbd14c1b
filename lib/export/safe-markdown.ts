import { Marked, type Token, type Tokens } from "marked";
import { escapeHtml } from "./escape";

/**
 * Markdown whose raw HTML is shown as text: every `<` that is not inside code and could start a tag is escaped.
 * The Markdown stays Markdown; this is for files that others' viewers show.
 */
export function withoutHtml(markdown: string): string {
  return rewrite(new Marked().lexer(markdown.replaceAll("\r\n", "\n")));
}

/** Rejoins the source of the tokens. `raw` of a block is its exact source, so only those that hold HTML are touched. */
function rewrite(tokens: readonly Token[]): string {
  return tokens.map((token) => {
    if (token.type === "code" || token.type === "codespan" || token.type === "space") return token.raw;
    if (token.type === "html") return token.raw.replaceAll("<", "&lt;");
    return outsideCode(token.raw);
  }).join("");
}

/** Escapes tags in running text, leaving code spans within a line. Code further inside (a fence in a list) is escaped too: safe, if less pretty. */
function outsideCode(raw: string): string {
  return raw.replace(/\\[^<\n]|\\?<(?=[a-z/!?])|(?<!`)(`+)(?!`)[^`\n](?:[^\n]*?[^`\n])?\1(?!`)/gi, (match) => (/^\\?<$/.test(match) ? "&lt;" : match));
}

/** Where a link may lead; anything else (javascript:, data:, vbscript:) is shown as text. */
const safeLink = /^(?:https?:\/\/|mailto:|#)/i;

/** Renders Markdown to HTML in which nothing of the text is markup but Markdown's own. `images` are the pictures it may show, by address. */
export function renderMarkdown(markdown: string, images: ReadonlyMap<string, string>): string {
  const marked = new Marked({
    gfm: true,
    async: false,
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
      link({ href, title, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        if (!safeLink.test(href)) return inner;
        return `<a href="${escapeHtml(encodeURI(decoded(href)))}" rel="noopener noreferrer"${title ? ` title="${escapeHtml(title)}"` : ""}>${inner}</a>`;
      },
      image({ href, text }: Tokens.Image) {
        const source = images.get(href);
        return source === undefined ? escapeHtml(text) : `<img src="${escapeHtml(source)}" alt="${escapeHtml(text)}">`;
      },
      code: ({ text }: Tokens.Code) => `<pre><code>${escapeHtml(text)}</code></pre>\n`,
      codespan: ({ text }: Tokens.Codespan) => `<code>${escapeHtml(text)}</code>`,
    },
  });
  const html = marked.parse(markdown);
  if (typeof html !== "string") throw new Error("Markdown without extensions renders at once");
  return html;
}

function decoded(href: string): string {
  try { return decodeURI(href); } catch { return href.replaceAll("%", "%25"); }
}
