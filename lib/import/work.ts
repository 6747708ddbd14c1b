import type { TechnologyId } from "../model";
import type { SandboxOptions } from "../sandbox";
import type { Sandbox } from "../sandbox/sandbox";

/**
 * Opens an empty sandbox of a target's engine: lib/sandbox's `openSandbox`, or a pool's. Whoever asked closes it;
 * where sandboxes are kept warm, closing hands it back.
 */
export type OpenSandbox = (target: TechnologyId, options?: SandboxOptions) => Promise<Sandbox>;

/** What long work is given besides its input. */
export interface WorkOptions {
  readonly openSandbox: OpenSandbox;
  /** Looked at between batches: the work rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** `done` of `total`, in units of the work's own. */
  readonly onProgress?: ((done: number, total: number, label: string) => void) | undefined;
}
