import type { Fidelity, JsonValue } from "../../model";

/**
 * A throw-away place where the commands of a native target are run: the engine, an emulator, or a checker that keeps account of what the
 * commands would leave behind. Whatever it is, `catalog` tells what is there, so that up, down and up again can be compared.
 */
export interface NativeSandbox {
  /** What it is, with its version: "DocumentDB 1.0 (PostgreSQL 18.6)", "Documented rules of DynamoDB and moto 5.2". */
  readonly engine: string;
  readonly fidelity: Fidelity;
  /** What was not at hand that would have checked more, and how to get it. */
  readonly missing?: string;
  /** Runs one command of a step, a script or a sample. A refusal is a value; a broken sandbox throws. */
  run(command: string): Promise<CommandOutcome>;
  /** Everything that is there but rows, in a form in which equal states are equal JSON. */
  catalog(): Promise<JsonValue>;
  /** The rows, in a form in which equal contents are equal JSON; undefined where it keeps none. */
  contents(): Promise<JsonValue | undefined>;
  /** Empties it for the next run. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export type CommandOutcome =
  | { readonly ok: true; /** What the checker could not look at in this command. */ readonly note?: string }
  | { readonly ok: false; readonly message: string };

/** Opens an empty sandbox for an edition of a technology. */
export type OpenNativeSandbox = (version: string) => Promise<NativeSandbox>;
