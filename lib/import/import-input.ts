import type { Target } from "../targets/target";
import type { ImportFormat } from "./import-result";

/** What is read, and as what. */
export interface ImportInput {
  readonly format: ImportFormat;
  readonly target: Target;
  /** File name, for messages. */
  readonly file?: string | undefined;
  /** The text; the zip of a bundle or a migrations folder as base64. */
  readonly text: string;
}
