/** What the rules need of a request, HTTP or WebSocket upgrade. Header names are lower case. */
export interface Asking {
  readonly method: string;
  readonly peer: string | undefined;
  header(name: string): string | undefined;
}

/** Why a request is turned away, with the HTTP status. */
export interface Refusal {
  readonly status: 403 | 421;
  readonly code: string;
  readonly message: string;
}

export interface AccessRules {
  /** Every address is served, and Host may be any name (STRATA_ALLOW_OPEN). */
  readonly open: boolean;
}

const forwarding = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via", "cf-connecting-ip"];
const localNames = new Set(["localhost", "127.0.0.1", "[::1]"]);
const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Decides whether a request may be served at all. Until there are accounts everybody let in is the one local owner, so:
 * the peer is this machine, Host is a local name (against DNS rebinding), and nothing says that a proxy forwards
 * somebody else. With `open`, these three are waived; Origin never is.
 */
export function refuse(asking: Asking, rules: AccessRules, kind: "http" | "websocket"): Refusal | undefined {
  const host = asking.header("host");
  if (host === undefined) return { status: 421, code: "host-missing", message: "The request names no host." };
  if (!rules.open) {
    if (!isLoopbackPeer(asking.peer)) return { status: 403, code: "not-local", message: "Strata answers this machine only, until accounts exist." };
    const header = forwarding.find((name) => asking.header(name) !== undefined);
    if (header !== undefined) return { status: 403, code: "forwarded", message: `The request was forwarded (header ${header}); Strata answers this machine only, until accounts exist.` };
    if (!localNames.has(hostName(host))) {
      return { status: 421, code: "host-unknown", message: "Open Strata as http://127.0.0.1 or http://localhost; it does not answer to other names." };
    }
  }
  return refuseOrigin(asking, host, kind);
}

/** Another site's page may not read or write: browsers tell with Origin and Sec-Fetch-Site, programs send neither. */
function refuseOrigin(asking: Asking, host: string, kind: "http" | "websocket"): Refusal | undefined {
  const foreign: Refusal = { status: 403, code: "foreign-origin", message: "The request comes from another site." };
  const origin = asking.header("origin");
  if (origin !== undefined && !sameOrigin(origin, host)) return foreign;
  const site = asking.header("sec-fetch-site");
  const changes = kind === "websocket" || !reading.has(asking.method);
  // Following a link from elsewhere is a reading navigation; everything else from elsewhere is not.
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    if (changes) return foreign;
    if (asking.header("sec-fetch-mode") !== "navigate") return foreign;
  }
  return undefined;
}

function sameOrigin(origin: string, host: string): boolean {
  try {
    const url = new URL(origin);
    return (url.protocol === "http:" || url.protocol === "https:") && url.host.toLowerCase() === new URL(`${url.protocol}//${host}`).host.toLowerCase();
  } catch {
    return false;
  }
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

/** IPv4 and IPv6 loopback, and IPv4 loopback written as IPv6. */
export function isLoopbackPeer(peer: string | undefined): boolean {
  if (peer === undefined) return false;
  const address = peer.replace(/^::ffff:/i, "");
  return address === "::1" || /^127(\.\d{1,3}){3}$/.test(address);
}
