/** Findings that only an engine can make. */
export const engineCodes = ["measured-rewrite", "measured-scan", "measured-copy", "rows-may-refuse", "statement-refused"] as const;
