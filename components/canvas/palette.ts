import { darkTheme, type DiagramTheme, lightTheme } from "@/lib/export/diagram";

/**
 * Where the canvas takes its colours from: the first variable that is set, else the built-in theme.
 * `--canvas-*` overrides what the interface's tokens give:
 * --canvas-background --canvas-dot --canvas-card --canvas-border --canvas-header --canvas-title --canvas-text --canvas-dim
 * --canvas-bar --canvas-accent --canvas-accent-soft --canvas-edge --canvas-edge-faint --canvas-pk --canvas-fk
 * --canvas-added --canvas-changed --canvas-removed; group hues come from --group-0 to --group-7.
 */
const sources = {
  background: ["--canvas-background", "--bg"], dot: ["--canvas-dot"], card: ["--canvas-card", "--surface"], cardBorder: ["--canvas-border"],
  header: ["--canvas-header"], title: ["--canvas-title", "--ink"], text: ["--canvas-text"], dim: ["--canvas-dim", "--ink-3"],
  bar: ["--canvas-bar"], accent: ["--canvas-accent", "--accent"], accentSoft: ["--canvas-accent-soft"], edge: ["--canvas-edge"],
  edgeFaint: ["--canvas-edge-faint"], primaryKey: ["--canvas-pk"], foreignKey: ["--canvas-fk"],
  added: ["--canvas-added", "--ok"], changed: ["--canvas-changed", "--warn"], removed: ["--canvas-removed", "--bad"],
} as const satisfies Record<Exclude<keyof DiagramTheme, "hues">, readonly string[]>;

/** The canvas colours of an element's theme. */
export function readPalette(element: Element, theme: "light" | "dark"): DiagramTheme {
  const base = theme === "dark" ? darkTheme : lightTheme;
  const style = getComputedStyle(element);
  const first = (names: readonly string[], otherwise: string) => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== "" && CSS.supports("color", value)) return value;
    }
    return otherwise;
  };
  const color = (name: keyof typeof sources) => first(sources[name], base[name]);
  return {
    background: color("background"), dot: color("dot"), card: color("card"), cardBorder: color("cardBorder"), header: color("header"),
    title: color("title"), text: color("text"), dim: color("dim"), bar: color("bar"), accent: color("accent"), accentSoft: color("accentSoft"),
    edge: color("edge"), edgeFaint: color("edgeFaint"), primaryKey: color("primaryKey"), foreignKey: color("foreignKey"),
    added: color("added"), changed: color("changed"), removed: color("removed"),
    hues: base.hues.map((hue, i) => {
      const line = first([`--group-${i}`], hue.line);
      return { line, tint: /^#[0-9a-f]{6}$/i.test(line) ? `${line}${theme === "dark" ? "14" : "0f"}` : hue.tint };
    }),
  };
}
