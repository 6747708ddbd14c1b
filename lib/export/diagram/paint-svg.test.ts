import { describe, expect, it } from "vitest";
import { escapeXml, svgOfScene } from "./paint-svg";
import { buildScene } from "./scene";
import { column, foreignKey, input, table } from "./testing/sample";
import { darkTheme } from "./theme";

const hostile = [
  `<script>alert(1)</script>`, `"><svg onload=alert(1)>`, `' onmouseover='alert(1)`, `]]><!--`, `&lt;script&gt;`, `&#x3c;b&#x3e;`,
  `</text></svg><script>`, `a\u0000b\u0008c\u001f`, `\ud800lone`, `line\nbreak\r\n`, `\u202Etxet`, `שלום עולם`, `𝕊 😀 \u{10FFFF}`, `url(javascript:alert(1))`, `--><?xml?>`,
];

/** A strict reader of the subset of XML the painter writes: fails on a stray bracket, quote, ampersand or unclosed element. */
function readXml(text: string): { readonly elements: readonly string[]; readonly attributes: readonly string[]; readonly text: readonly string[] } {
  const elements: string[] = [], attributes: string[] = [], texts: string[] = [], open: string[] = [];
  let rest = text.trimEnd();
  while (rest !== "") {
    const close = /^<\/([a-z]+)>/i.exec(rest), start = /^<([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>/.exec(rest), plain = /^[^<>]+/.exec(rest);
    if (close !== null) { expect(open.pop()).toBe(close[1]); rest = rest.slice(close[0].length); continue; }
    if (start !== null) {
      elements.push(start[1] ?? "");
      for (const [, name = "", value = ""] of (start[2] ?? "").matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) { attributes.push(name); expect(value).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/); }
      if (start[3] === "") open.push(start[1] ?? "");
      rest = rest.slice(start[0].length);
      continue;
    }
    if (plain === null) throw new Error(`Not well-formed at: ${rest.slice(0, 60)}`);
    expect(plain[0]).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
    texts.push(plain[0]);
    rest = rest.slice(plain[0].length);
  }
  expect(open).toEqual([]);
  return { elements, attributes, text: texts };
}

const tables = hostile.map((name, i) => table(`t${i}`, name, [column(`t${i}c0`, name), column(`t${i}c1`, name.repeat(5), { type: { kind: "native", text: name } })],
  { namespace: name, foreignKeys: [foreignKey(`f${i}`, [`t${i}c1`], "t0", ["t0c0"])] }));
const scene = buildScene(input(tables, {}, {
  groups: [{ id: "g", name: hostile.join(" "), color: 3 }], groupOf: new Map([["t1", "g"]]),
  notes: [{ id: "n", text: hostile.join("\n"), at: { x: 0, y: -400 }, width: 200, color: 2 }],
  schema: { tables, objects: [], enums: [{ id: "e", name: hostile[0] ?? "", values: hostile }] },
}));

describe("the SVG of a scene", () => {
  it("is well-formed whatever names hold, with nothing in it but shapes and text", () => {
    const { elements, attributes } = readXml(svgOfScene(scene, { label: hostile[1] ?? "" }));
    expect([...new Set(elements)].sort()).toEqual(["circle", "g", "path", "rect", "style", "svg", "text", "title"]);
    expect(attributes.filter((name) => /^on|href|src/i.test(name))).toEqual([]);
  });

  it("shows the names, escaped once", () => {
    const { text } = readXml(svgOfScene(buildScene(input([table("t", "a<b & \"c\"", [])]))));
    expect(text).toContain("a&lt;b &amp; &quot;c&quot;");
  });

  it("has no character that XML forbids", () => {
    const forbidden = Array.from(svgOfScene(scene)).filter((char) => /\p{Cs}/u.test(char) || (char < " " && char !== "\n" && char !== "\t"));
    expect(forbidden).toEqual([]);
  });

  it("is the same text for the same scene, and another for the dark theme", () => {
    expect(svgOfScene(scene)).toBe(svgOfScene(scene));
    expect(svgOfScene(scene, { theme: darkTheme })).not.toBe(svgOfScene(scene));
  });

  it("has room for edges that go round the outermost tables", () => {
    const stacked = buildScene(input([table("a", "a", [column("a1", "id")]), table("b", "b", [column("b1", "a_id")], { foreignKeys: [foreignKey("f", ["b1"], "a", ["a1"])] })], { a: [0, 0], b: [0, 400] }));
    const [edge] = [...stacked.edges.values()];
    const [x = 0, , width = 0] = (/viewBox="([^"]+)"/.exec(svgOfScene(stacked, { margin: 0 }))?.[1] ?? "").split(" ").map(Number);
    expect(edge?.bounds.x).toBeGreaterThanOrEqual(x);
    expect((edge?.bounds.x ?? Infinity) + (edge?.bounds.width ?? 0)).toBeLessThanOrEqual(x + width);
    expect(edge?.bounds.width).toBeGreaterThan(0);
  });

  it("draws an empty scene", () => {
    expect(readXml(svgOfScene(buildScene(input([])))).elements).toContain("svg");
  });
});

describe("escapeXml", () => {
  it("leaves plain text alone", () => { expect(escapeXml("orders_2024 ü 漢")).toBe("orders_2024 ü 漢"); });
});
