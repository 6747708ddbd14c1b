import type { DesignSession } from "@/lib/collaboration/session";

/** Opens the session of a design. The collaboration code loads only here, so pages without a design stay light. */
export async function openSession(id: string): Promise<DesignSession> {
  throw new Error(`The design ${id} cannot be opened: lib/collaboration has no session yet`);
}
