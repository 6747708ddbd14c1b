/**
 * Performance mark of the first frame that shows tables: what "opened" means to a person, and to the bench. A first picture
 * sets it before the diagram can be worked with, and notes the address as the mark's detail.
 */
export const paintedMark = "strata-tables-painted";

/** Performance mark of the first frame of a diagram that can be worked with. */
export const readyMark = "strata-diagram-ready";
