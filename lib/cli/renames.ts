import { readSpokenRenames, type SpokenRename } from "../diff";
import type { Schema } from "../model";
import type { Rename } from "../plan/plan";
import { UsageError } from "./command";

/** `users=people` (a table or enum) or `users.fullname=people.full_name` (a column), as `--rename` takes it. */
export function spokenOption(text: string): SpokenRename {
  const [from = "", to = ""] = text.split("=", 2);
  return { from: from.trim(), to: to.trim() };
}

/** Renames between both schemas; one that names what is not there is a wrong use. */
export function readRenames(spoken: readonly SpokenRename[], base: Schema, goal: Schema): readonly Rename[] {
  return spoken.flatMap((one) => {
    const { renames, unknown } = readSpokenRenames([one], base, goal);
    if (unknown[0] !== undefined) throw new UsageError(`--rename ${one.from}=${one.to}: ${unknown[0]}`);
    return renames;
  });
}
