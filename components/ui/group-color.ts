/** How many muted hues there are for groups, notes and people. */
export const groupColors = 8;

/** The CSS colour of hue `index`; any integer is taken around the circle of eight. */
export function groupColor(index: number): string {
  return `var(--group-${((Math.trunc(index) % groupColors) + groupColors) % groupColors})`;
}

/** What people call the hues. */
export const groupColorNames = ["Teal", "Blue", "Violet", "Plum", "Brick", "Ochre", "Olive", "Slate"] as const;
