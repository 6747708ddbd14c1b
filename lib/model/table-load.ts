/** How much of a table there is and comes; absent is unknown, and shown as such. */
export interface TableLoad {
  /** Rows expected in production now. */
  readonly rows?: number;
  readonly rowsInYear?: number;
  /** Bytes of the largest row, where it is known better than from the columns. */
  readonly itemBytes?: number;
  /** Days after which rows go by themselves. */
  readonly retentionDays?: number;
  /** Writes per second to the one row that is written most. */
  readonly hottestWrites?: number;
  /** Most rows that one parent row owns. */
  readonly perParent?: number;
  /** Rows that are old are corrected or erased. */
  readonly oldRowsChange?: boolean;
}

/** Its number properties, by which forms and documents list them. */
export const loadNumbers = ["rows", "rowsInYear", "itemBytes", "retentionDays", "hottestWrites", "perParent"] as const;
