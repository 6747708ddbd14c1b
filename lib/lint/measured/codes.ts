/** Findings that only an engine can make. */
export const engineCodes = ["measured-rewrite", "measured-scan", "statement-refused"] as const;
