import fc from "fast-check";
import { Marked } from "marked";
import { describe, expect, test } from "vitest";
import { sqlite } from "../targets/sqlite";
import { csvCell, escapeHtml, escapeMarkdown, markdownBlock, markdownCell, markdownCode, oneLine } from "./escape";
import { findFormat } from "./registry";
import { renderMarkdown, withoutHtml } from "./safe-markdown";
import { shop, shopDocument } from "./testing/example";

/** Ways text has become script elsewhere. */
const attacks = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "<a href=\"javascript:alert(1)\">x</a>", "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](x\" onerror=\"alert(1))",
  "![x](https://tracker.example/a.png)", "<https://x.example/\"onmouseover=alert(1)>", "[x]: javascript:alert(1)\n\n[x]", "```\n</code></pre><script>alert(1)</script>\n```",
  "`</code><script>alert(1)</script>`", "<!-- --><script>alert(1)</script>", "<style>*{display:none}</style>", "<iframe srcdoc='<script>alert(1)</script>'>", "</title><script>alert(1)</script>",
  "\\<script>alert(1)</script>", "\\\\<script>alert(1)</script>", "- a ` b\n- <script>alert(1)</script> `", "\\` <script>alert(1)</script> `", "> <script>alert(1)</script>", "| a |\n|---|\n| <script>alert(1)</script> |",
  "[x](<javascript:alert(1)>)", "[x](https://a.example \"t\\\" onmouseover=alert(1)\")", "para\n      ~~~\n<script>alert(1)</script>\n      ~~~", "<scr<script>ipt>", "&lt;script&gt;", "<base href=//evil.example>", "<svg><animate onbegin=alert(1)>",
  "```sql\n```\n<script>alert(1)</script>", "*/ --> ]]> <script>", "<IMG SRC=javascript:alert('XSS')>", "<\u0000script>", "{{constructor.constructor('alert(1)')()}}",
];

/** Elements and attributes that stand in HTML, read as a browser's tokenizer does: whatever is in a tag. */
function markup(html: string): { readonly tags: ReadonlySet<string>; readonly attributes: readonly string[] } {
  const found = [...html.matchAll(/<(\/?[a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)];
  return { tags: new Set(found.map(([, tag]) => (tag ?? "").replace("/", "").toLowerCase())), attributes: found.flatMap(([, , rest]) => [...(rest ?? "").matchAll(/([^\s=/"']+)\s*=\s*("[^"]*"|'[^']*'|\S+)/g)].map(([all]) => all)) };
}

const harmless = new Set(["p", "strong", "em", "a", "code", "pre", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "img", "br", "hr", "blockquote", "del", "input"]);

function expectHarmless(html: string): void {
  const { tags, attributes } = markup(html);
  for (const tag of tags) expect(harmless.has(tag), `<${tag}> in ${html}`).toBe(true);
  for (const attribute of attributes) {
    expect(attribute).toMatch(/^(?:href="(?:https?:\/\/|mailto:|#)[^"]*"|rel="noopener noreferrer"|title="[^"]*"|src="data:image\/svg\+xml;base64,[^"]*"|alt="[^"]*"|align="[^"]*"|type="checkbox"|disabled="")$/);
  }
}

describe("nothing that people write becomes markup of its own", () => {
  test.each(attacks)("in the HTML document: %j", (attack) => {
    expectHarmless(renderMarkdown(attack, new Map()));
    const html = findFormat("design-document-html")?.write({
      ...shopDocument(sqlite, "3.54"), name: attack, rationale: attack, prose: attack, version: attack, diagramSvg: attack,
      migrations: [{ name: attack, title: attack }], patterns: [{ id: "p", name: attack, operation: "get", query: attack, expectedPerformance: attack }],
      schema: { ...shop, tables: shop.tables.map((table) => ({ ...table, name: oneLine(attack) || "x" })) },
    }) ?? "";
    const [head = "", main = ""] = html.split("<main>");
    expect([...markup(head).tags].toSorted()).toEqual(["body", "head", "html", "meta", "style", "title"]);
    expectHarmless(main.slice(0, main.indexOf("</main>")));
    expect(html.indexOf("</main>")).toBe(html.lastIndexOf("</main>"));
  });

  test.each(attacks)("in the Markdown document, shown by a viewer that lets HTML pass: %j", (attack) => {
    const html = new Marked({ async: false }).parse(withoutHtml(attack));
    for (const tag of markup(String(html)).tags) expect(harmless.has(tag), `<${tag}> in ${String(html)}`).toBe(true);
  });
});

const shown = (markdown: string): string => String(new Marked({ async: false }).parse(markdown)).trim();
const texts = fc.oneof(fc.constantFrom(...attacks), fc.string({ maxLength: 30 }), fc.array(fc.constantFrom("*", "_", "`", "[", "](", "<", "&amp;", "|", "#", "- ", "1. ", "\\", "~~", "a", " ", "http://x.y", "www.a.b", "a@b.cd", "\n"), { maxLength: 12 }).map((p) => p.join("")));

describe("text for Markdown", () => {
  test("a line shows exactly its text", () => {
    fc.assert(fc.property(texts, (text) => {
      const line = oneLine(text);
      fc.pre(line !== "");
      expect(shown(`x ${escapeMarkdown(text)}`)).toBe(`<p>x ${escapeHtml(line).replaceAll(/ +(?=\n)/g, "")}</p>`);
    }), { seed: 2, numRuns: 500 });
  });

  test("code shows exactly its text", () => {
    fc.assert(fc.property(texts, (text) => {
      const line = oneLine(text);
      fc.pre(line !== "");
      expect(shown(`x ${markdownCode(text)} y`)).toBe(`<p>x <code>${escapeHtml(line)}</code> y</p>`);
    }), { seed: 2, numRuns: 500 });
  });

  test("a block of code is closed by nothing inside it", () => {
    fc.assert(fc.property(texts, (text) => { expect(shown(`${markdownBlock(text, "sql")}\n\nend`).endsWith("<p>end</p>")).toBe(true); }), { seed: 2, numRuns: 300 });
  });

  test("a row keeps its cells", () => {
    fc.assert(fc.property(texts, texts, (a, b) => {
      const row = `| ${markdownCell(escapeMarkdown(a))} | ${markdownCell(markdownCode(b))} | end |`;
      const html = shown(`| a | b | c |\n|---|---|---|\n${row}`);
      expect(html.match(/<td>/g)).toHaveLength(3);
      expect(html).toContain("<td>end</td>");
    }), { seed: 2, numRuns: 500 });
  });
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1"])("no spreadsheet takes a field for a formula: %j", (text) => {
  const field = csvCell(text);
  const value = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
  expect(value).toBe(`'${text}`);
});

test("a CSV field keeps commas, quotes and line breaks to itself", () => {
  expect(["a", "a,b", "a\"b", "a\nb"].map(csvCell).join(",")).toBe('a,"a,b","a""b","a\nb"');
});
