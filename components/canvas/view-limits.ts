/** Zoom limits. React Flow's default of 0.5 would not let a large diagram fit in. */
export const limits = { min: 0.03, max: 2.5 };
/** How things are fitted into the view: never blown up, clear of the toolbar at the top. */
export const fitting = { min: limits.min, max: 1, margin: 32, top: 72 };
