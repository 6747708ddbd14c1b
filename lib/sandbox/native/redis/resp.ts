import { connect, type Socket } from "node:net";
import { SandboxUnavailable } from "../../sandbox";

/** An answer of the Redis protocol; an error is a value, since commands may be refused. */
export type Reply = string | number | null | readonly Reply[] | RedisError;

export class RedisError {
  constructor(readonly message: string) {}
}

/** One connection that speaks RESP 2: a command at a time is enough for a sandbox. */
export class RedisConnection {
  private buffer = Buffer.alloc(0);
  private readonly waiting: { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void }[] = [];

  private constructor(private readonly socket: Socket) {
    socket.on("data", (chunk: Buffer) => {
      this.buffer = Buffer.concat([this.buffer, chunk]);
      this.read();
    });
    const end = (error?: Error): void => {
      for (const { reject } of this.waiting.splice(0)) reject(error ?? new SandboxUnavailable("Redis closed the connection"));
    };
    socket.on("error", end);
    socket.on("close", () => end());
  }

  /** `redis://user:password@host:port/`; the database of the address is not used. */
  static async open(url: string): Promise<RedisConnection> {
    const { hostname, port, username, password } = new URL(url);
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 6379 : Number(port) });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", (error) => reject(new SandboxUnavailable(`No Redis answers at ${hostname}:${port}: ${error.message}`)));
    });
    const connection = new RedisConnection(socket);
    if (password !== "") {
      const reply = await connection.send(["AUTH", ...(username === "" ? [] : [decodeURIComponent(username)]), decodeURIComponent(password)]);
      if (reply instanceof RedisError) throw new SandboxUnavailable(`Redis refuses the password: ${reply.message}`);
    }
    return connection;
  }

  send(words: readonly string[]): Promise<Reply> {
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.socket.write(`*${words.length}\r\n${parts.join("")}`);
    });
  }

  close(): void {
    this.socket.end();
  }

  private read(): void {
    for (;;) {
      const parsed = parse(this.buffer, 0);
      if (parsed === undefined) return;
      this.buffer = this.buffer.subarray(parsed.end);
      this.waiting.shift()?.resolve(parsed.reply);
    }
  }
}

function parse(buffer: Buffer, at: number): { readonly reply: Reply; readonly end: number } | undefined {
  const line = buffer.indexOf("\r\n", at);
  if (line < 0) return undefined;
  const text = buffer.toString("utf8", at + 1, line);
  const end = line + 2;
  switch (String.fromCharCode(buffer[at] ?? 0)) {
    case "+": return { reply: text, end };
    case "-": return { reply: new RedisError(text), end };
    case ":": return { reply: Number(text), end };
    case "$": {
      const length = Number(text);
      if (length < 0) return { reply: null, end };
      return buffer.length < end + length + 2 ? undefined : { reply: buffer.toString("utf8", end, end + length), end: end + length + 2 };
    }
    case "*": {
      const replies: Reply[] = [];
      let next = end;
      for (let i = 0; i < Number(text); i += 1) {
        const inner = parse(buffer, next);
        if (inner === undefined) return undefined;
        replies.push(inner.reply);
        next = inner.end;
      }
      return { reply: Number(text) < 0 ? null : replies, end: next };
    }
    default: throw new Error("Not the Redis protocol");
  }
}
