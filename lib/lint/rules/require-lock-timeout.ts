import type { LintRule } from "../rule";
import { waitsForLocks } from "../waits-for-locks";

/** A change of the schema without lock_timeout */
export const requireLockTimeout: LintRule = {
  code: "require-lock-timeout",
  aliases: ["require-timeout-settings", "E9"],
  targets: ["postgresql"],
  severity: "info",
  category: "timeout",
  once: true,
  summary: "A change of the schema without lock_timeout",
  explanation: "A statement that waits for a strong lock stands at the head of the queue: everybody who comes later waits too, even readers.",
  fix: "SET lock_timeout (1 to 5 seconds) before it, and try again when it runs out.",
  statement({ acts, at }, { known }) {
    if (known.settings.has("lock_timeout") || !acts.some((act) => waitsForLocks(act, known))) return undefined;
    return { at, message: "No lock_timeout is set before this: while it waits for its lock, every later query on the table waits behind it." };
  },
};
