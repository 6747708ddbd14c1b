import { sqlTokens, tokenName } from "../../diff";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A name longer than 63 bytes */
export const identifierTooLong: LintRule = {
  code: "identifier-too-long",
  targets: ["postgresql"],
  severity: "warning",
  category: "style",
  summary: "A name longer than 63 bytes",
  explanation: "PostgreSQL cuts longer names with a notice only; the name in the catalog is another than the one written.",
  fix: "Choose a name of at most 63 bytes.",
  statement({ text, at }) {
    return sqlTokens(text).flatMap((token) => {
      const name = token.kind === "word" || token.kind === "quoted" ? tokenName(token) : undefined;
      // A character takes at most three bytes of each unit.
      const bytes = name === undefined || name.length <= 21 ? 0 : new TextEncoder().encode(name).length;
      return bytes > 63 ? [{ at: at + token.at, message: `${shown(name)} has ${bytes} bytes and is cut to 63: two such names may become one.` }] : [];
    });
  },
};
