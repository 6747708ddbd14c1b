/** One of the eight group hues: the edge line, and the tint behind. */
export interface Hue {
  readonly line: string;
  readonly tint: string;
}

/** Colours of a diagram, as CSS colours. */
export interface DiagramTheme {
  readonly background: string;
  readonly dot: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly header: string;
  readonly title: string;
  readonly text: string;
  readonly dim: string;
  /** Grey bars that stand for text when far. */
  readonly bar: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly edge: string;
  readonly edgeFaint: string;
  readonly primaryKey: string;
  readonly foreignKey: string;
  readonly added: string;
  readonly changed: string;
  readonly removed: string;
  readonly hues: readonly Hue[];
}

const hue = (line: string, tint: string): Hue => ({ line, tint });

/** Light theme: near-white ground, white cards, hairlines. */
export const lightTheme: DiagramTheme = {
  background: "#f7f9fb", dot: "#cdd5df", card: "#ffffff", cardBorder: "#d3dae3", header: "#f3f5f8",
  title: "#0f1b2a", text: "#26344a", dim: "#64748b", bar: "#dfe5ec", accent: "#0f766e", accentSoft: "#0f766e1f",
  edge: "#8fa0b5", edgeFaint: "#d6dde6", primaryKey: "#a16207", foreignKey: "#3b6ea8",
  added: "#15803d", changed: "#b45309", removed: "#b91c1c",
  hues: [
    hue("#5a7fb0", "#5a7fb014"), hue("#3b8a85", "#3b8a8514"), hue("#6b9350", "#6b935014"), hue("#b0893a", "#b0893a14"),
    hue("#b8704f", "#b8704f14"), hue("#b2607c", "#b2607c14"), hue("#8467ac", "#8467ac14"), hue("#77838f", "#77838f14"),
  ],
};

/** Dark theme at the same contrast steps. */
export const darkTheme: DiagramTheme = {
  background: "#0d131a", dot: "#2a3644", card: "#151d27", cardBorder: "#2d3948", header: "#1a2430",
  title: "#eaf0f6", text: "#c6d1de", dim: "#8c9bad", bar: "#2a3645", accent: "#2dc4b2", accentSoft: "#2dc4b229",
  edge: "#5c6d81", edgeFaint: "#243040", primaryKey: "#e0b252", foreignKey: "#7fb0e6",
  added: "#4ade80", changed: "#fbbf24", removed: "#f87171",
  hues: [
    hue("#7c9fd0", "#7c9fd01a"), hue("#55aaa3", "#55aaa31a"), hue("#8cb56f", "#8cb56f1a"), hue("#cfa956", "#cfa9561a"),
    hue("#d68f6d", "#d68f6d1a"), hue("#d0809b", "#d0809b1a"), hue("#a488cc", "#a488cc1a"), hue("#96a3b0", "#96a3b01a"),
  ],
};

/** The hue of a colour number; numbers outside 0-7 wrap around. */
export function hueOf(theme: DiagramTheme, color: number): Hue {
  const count = theme.hues.length;
  return theme.hues[((Math.trunc(color) % count) + count) % count] ?? hue(theme.accent, theme.accentSoft);
}

/** The colour of a pending change. */
export function markColor(theme: DiagramTheme, mark: "added" | "changed" | "removed"): string {
  return mark === "added" ? theme.added : mark === "changed" ? theme.changed : theme.removed;
}
