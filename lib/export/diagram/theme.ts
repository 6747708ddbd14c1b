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

/** Light theme; the same values as the interface's tokens, so that an exported picture looks like the studio. */
export const lightTheme: DiagramTheme = {
  background: "#f6f8fa", dot: "#cdd5dd", card: "#ffffff", cardBorder: "#d3dae2", header: "#f4f6f8",
  title: "#17212b", text: "#2c3946", dim: "#5f6d7c", bar: "#dfe5ea", accent: "#0f766e", accentSoft: "#0f766e1f",
  edge: "#8c9baa", edgeFaint: "#d8dfe6", primaryKey: "#8a5200", foreignKey: "#1d5aa8",
  added: "#18703a", changed: "#8a5200", removed: "#b3261e",
  hues: ["#2f8f84", "#4179c4", "#7a68c8", "#b35a9b", "#c0604e", "#b07a2c", "#74883a", "#64778c"].map((line) => hue(line, `${line}0f`)),
};

/** Dark theme at the same contrast steps. */
export const darkTheme: DiagramTheme = {
  background: "#0f141a", dot: "#2b3642", card: "#161c24", cardBorder: "#303b47", header: "#1b232c",
  title: "#e4eaf0", text: "#c2ccd6", dim: "#8e9caa", bar: "#2a343f", accent: "#34b3a4", accentSoft: "#34b3a42e",
  edge: "#5d6c7b", edgeFaint: "#232d37", primaryKey: "#e0a94c", foreignKey: "#78b0f2",
  added: "#5cc683", changed: "#e0a94c", removed: "#f2897f",
  hues: ["#4db3a7", "#6c9fe0", "#9d8de2", "#d182bb", "#dd8573", "#cf9c50", "#98ac5c", "#8b9db0"].map((line) => hue(line, `${line}14`)),
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
