import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { collaborationPath } from "../../collaboration/protocol";
import type { BuiltFiles } from "./built-files";
import { refuse, type AccessRules, type Asking, type Refusal } from "./access";
import { securityHeaders } from "./headers";

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface FrontParts {
  readonly rules: AccessRules;
  /** Files of the build; absent in development, where they change. */
  readonly files?: BuiltFiles;
  /** Next's handler for pages and the API. */
  readonly pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly pagesUpgrade: Upgrade;
  readonly collaborationUpgrade: Upgrade;
}

/** The one HTTP server: who may ask, security headers on every answer, and which part a request or upgrade belongs to. */
export function createFront({ rules, files, pages, pagesUpgrade, collaborationUpgrade }: FrontParts): Server {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const refusal = refuse(asking(request), rules, "http");
    if (refusal !== undefined) {
      response.writeHead(refusal.status, { "Content-Type": "application/json; charset=utf-8" });
      response.end(errorBody(refusal));
      return;
    }
    if (!isDecodable(pathOf(request))) {
      response.writeHead(400, { "Content-Type": "application/json; charset=utf-8" });
      response.end(errorBody({ code: "address-invalid", message: "The address has a part after % that cannot be decoded. Correct it." }));
      return;
    }
    if (files?.(request, response) === true) return;
    pages(request, response).catch((error: unknown) => {
      console.error("A request failed:", error);
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end("Something went wrong on the server.");
    });
  });

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that breaks off during the handshake must not end the process.
    socket.on("error", () => socket.destroy());
    const refusal = refuse(asking(request), rules, "websocket");
    if (refusal !== undefined) return turnAway(socket, `${refusal.status} Refused`, errorBody(refusal));
    const path = pathOf(request);
    if (path === collaborationPath) collaborationUpgrade(request, socket, head);
    else if (path.startsWith("/_next/")) pagesUpgrade(request, socket, head);
    // Next leaves upgrades it does not know hanging.
    else turnAway(socket, "404 Not Found", "");
  });
  server.on("clientError", (_error, socket) => {
    if (socket.writable) turnAway(socket, "400 Bad Request", "");
    else socket.destroy();
  });
  return server;
}

function errorBody({ code, message }: Pick<Refusal, "code" | "message">): string {
  return JSON.stringify({ error: { code, message } });
}

function turnAway(socket: Duplex, status: string, body: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** Next answers what it cannot decode as if it were a fault of its own. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}

function asking(request: IncomingMessage): Asking {
  return {
    method: request.method ?? "GET",
    peer: request.socket.remoteAddress,
    header(name) {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
  };
}
