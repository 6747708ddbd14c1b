import { z } from "zod";
import type { FenceMessage } from "../../collaboration/protocol";

const fenceMessage = z.object({ fence: z.number().int().nonnegative() });

/**
 * The answer to a fence, or undefined when the payload is none. Messages of one connection are handled in order and each
 * edit waits for the log, so when a fence is handled every edit before it is on disk.
 */
export function answerFence(payload: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return undefined;
  }
  const message = fenceMessage.safeParse(parsed);
  return message.success ? JSON.stringify({ fence: message.data.fence } satisfies FenceMessage) : undefined;
}
