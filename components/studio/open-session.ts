import { collaborationPath } from "@/lib/collaboration/protocol";
import type { DesignSession } from "@/lib/collaboration/session";
import { findTarget } from "@/lib/targets/registry";
import { api } from "@/components/api/client";

const nameKey = "strata-user-name";

/** Name the others see: the one the server gave last, at once; the first time, as soon as it answers. */
async function userName(): Promise<string> {
  const known = window.localStorage.getItem(nameKey);
  const asked = api.me().then(({ user }) => {
    window.localStorage.setItem(nameKey, user.name);
    return user.name;
  }, () => known ?? "You");
  return known ?? asked;
}

const loadCode = () => Promise.all([import("@/lib/collaboration/open-design"), import("@/lib/collaboration/local-copy")]);

// Asked for while the page's other code still comes: it is needed as soon as that has run.
if (typeof window !== "undefined") loadCode().catch(() => undefined);

/** Opens the session of a design. The collaboration code loads only here, so pages without a design stay light. */
export async function openSession(id: string): Promise<DesignSession> {
  const [[{ openDesign }, { indexedDbCopy }], name] = await Promise.all([loadCode(), userName()]);
  const { protocol, host } = window.location;
  return openDesign({
    id,
    url: `${protocol === "https:" ? "wss:" : "ws:"}//${host}${collaborationPath}`,
    userName: name,
    localCopy: indexedDbCopy,
    limits: (target) => findTarget(target)?.capabilities,
  });
}
