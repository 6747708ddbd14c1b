import type { LintRule } from "../rule";

/** ALTER TABLE without lock_wait_timeout */
export const mysqlLockWaitTimeout: LintRule = {
  code: "mysql-lock-wait-timeout",
  aliases: ["require-timeout-settings"],
  targets: ["mysql"],
  severity: "info",
  category: "timeout",
  once: true,
  summary: "ALTER TABLE without lock_wait_timeout",
  explanation: "A change waits for every transaction that used the table, and every later query waits behind it.",
  fix: "SET SESSION lock_wait_timeout to a few seconds, and try again when it runs out.",
  statement({ acts, at }, { known }) {
    const waits = (list: typeof acts): boolean => list.some((act) => "table" in act && act.table !== undefined && /^(?:add|drop|redefine|rewrite|alter|create index|set default)/.test(act.kind) && !known.isNew(act.table));
    if (known.settings.has("lock_wait_timeout") || !waits(acts)) return undefined;
    return { at, message: "No lock_wait_timeout is set before this: it waits a year for open transactions (the default), and everybody behind it waits too." };
  },
};
