import { describe, expect, it } from "vitest";
import { isLoopbackPeer, refuse, type Asking } from "./access";

function ask(headers: Readonly<Record<string, string>>, { method = "GET", peer = "127.0.0.1" }: { method?: string; peer?: string } = {}): Asking {
  return { method, peer, header: (name) => headers[name] };
}

const closed = { open: false };
const local = { host: "127.0.0.1:3000" };

describe("the access rules on this machine", () => {
  it.each(["127.0.0.1:3000", "localhost:3000", "LOCALHOST", "[::1]:3000", "127.0.0.1"])("serve %s", (host) => {
    expect(refuse(ask({ host }), closed, "http")).toBeUndefined();
    expect(refuse(ask({ host, origin: `http://${host}` }, { method: "POST" }), closed, "http")).toBeUndefined();
    expect(refuse(ask({ host, origin: `http://${host}` }), closed, "websocket")).toBeUndefined();
  });

  it.each(["evil.test", "127.0.0.1.evil.test:3000", "localhost.evil.test", "strata.local:3000", "10.0.0.5:3000", "[::2]:3000", "", "127.0.0.1@evil.test"])(
    "do not answer to the name %j, which rebinding could point here", (host) => {
      for (const kind of ["http", "websocket"] as const) expect(refuse(ask({ host }), closed, kind)).toMatchObject({ status: 421 });
    });

  it("do not answer a request without Host", () => {
    expect(refuse(ask({}), closed, "http")).toMatchObject({ code: "host-missing" });
  });

  it.each(["10.0.0.5", "192.168.1.2", "::ffff:10.0.0.5", "fe80::1", "2001:db8::1", "128.0.0.1", undefined])("do not answer the peer %s", (peer) => {
    const asking: Asking = { method: "GET", peer, header: (name) => (name === "host" ? local.host : undefined) };
    for (const kind of ["http", "websocket"] as const) expect(refuse(asking, closed, kind)).toMatchObject({ status: 403, code: "not-local" });
  });

  it.each(["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via", "cf-connecting-ip"])(
    "do not answer what a proxy forwards (%s), whatever it claims", (header) => {
      for (const value of ["127.0.0.1", "for=127.0.0.1", ""]) {
        for (const kind of ["http", "websocket"] as const) expect(refuse(ask({ ...local, [header]: value }), closed, kind)).toMatchObject({ status: 403, code: "forwarded" });
      }
    });
});

describe("the origin rules", () => {
  const origins = ["http://evil.test", "http://127.0.0.1:3001", "http://localhost:3000", "null", "http://127.0.0.1:3000.evil.test", "file://", "ftp://127.0.0.1:3000", "127.0.0.1:3000"];
  it.each(origins)("refuse another origin, %s", (origin) => {
    for (const open of [false, true]) {
      for (const kind of ["http", "websocket"] as const) {
        for (const method of ["GET", "POST", "DELETE"]) {
          expect(refuse(ask({ ...local, origin }, { method }), { open }, kind)).toMatchObject({ status: 403, code: "foreign-origin" });
        }
      }
    }
  });

  it("serve programs, which send no origin", () => {
    for (const method of ["GET", "POST", "DELETE"]) expect(refuse(ask(local, { method }), closed, "http")).toBeUndefined();
    expect(refuse(ask(local), closed, "websocket")).toBeUndefined();
  });

  it("serve a link followed from another site, and nothing else from there", () => {
    const site = (value: string, mode: string) => ({ ...local, "sec-fetch-site": value, "sec-fetch-mode": mode });
    for (const from of ["cross-site", "same-site"]) {
      expect(refuse(ask(site(from, "navigate")), closed, "http")).toBeUndefined();
      expect(refuse(ask(site(from, "navigate"), { method: "POST" }), closed, "http")).toMatchObject({ code: "foreign-origin" });
      for (const mode of ["no-cors", "cors", "same-origin", "websocket"]) {
        expect(refuse(ask(site(from, mode)), closed, "http")).toMatchObject({ code: "foreign-origin" });
        expect(refuse(ask(site(from, mode)), closed, "websocket")).toMatchObject({ code: "foreign-origin" });
      }
    }
    for (const from of ["same-origin", "none"]) expect(refuse(ask(site(from, "cors"), { method: "POST" }), closed, "http")).toBeUndefined();
  });
});

describe("the access rules when opened on purpose", () => {
  it("serve other peers, names and proxies, but still no foreign origin", () => {
    const asking = ask({ host: "strata.example:8080", "x-forwarded-for": "203.0.113.9", origin: "http://strata.example:8080" }, { peer: "10.0.0.5", method: "POST" });
    expect(refuse(asking, { open: true }, "http")).toBeUndefined();
  });
});

it("knows loopback peers in every notation", () => {
  for (const peer of ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "::FFFF:127.0.0.1"]) expect(isLoopbackPeer(peer)).toBe(true);
});
