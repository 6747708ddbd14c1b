import type { ParseArgsConfig } from "node:util";

/** 0 fine; 1 findings: it worked, and something was found; 2 usage or bad input. */
export type ExitCode = 0 | 1 | 2;

export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** What a command writes to and reads from: the process, or a test's buffers. */
export interface CommandIo {
  /** Results, for the next program. */
  out(text: string): void;
  /** Messages, for the person. */
  error(text: string): void;
  readStdin(): Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One subcommand of `strata`. */
export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** After `strata`: `check DIR`. */
  readonly usage: readonly string[];
  /** What the options mean, a line each: `--json   Print the result as JSON.` */
  readonly help: readonly (readonly [option: string, meaning: string])[];
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** Fewest and most operands. */
  readonly operands: readonly [number, number];
  run(values: OptionValues, operands: readonly string[], io: CommandIo): Promise<ExitCode>;
}

/** A mistake in how a command was called or in what it was given: one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** An option's text, or undefined. */
export function text(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** An option that must be given. */
export function required(values: OptionValues, name: string): string {
  const value = text(values, name);
  if (value === undefined || value === "") throw new UsageError(`--${name} is missing.`);
  return value;
}

/** All texts of an option that may be repeated. */
export function texts(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : typeof value === "string" ? [value] : [];
}
