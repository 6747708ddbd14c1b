import { describe, expect, it } from "vitest";
import { readJsonLines } from "./json-lines";

function streamOf(...chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const line of readJsonLines(stream)) lines.push(line);
  return lines;
}

describe("readJsonLines", () => {
  it("gives the same lines wherever the bytes are cut, inside a character too", async () => {
    const bytes = new TextEncoder().encode('{"label":"Größe 例 🙂"}\n{"n":2}\n\n[3]');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(await all(streamOf(bytes.slice(0, cut), bytes.slice(cut)))).toEqual([{ label: "Größe 例 🙂" }, { n: 2 }, [3]]);
    }
  });

  it("throws on a line that was cut off", async () => {
    await expect(all(streamOf(new TextEncoder().encode('{"n":1}\n{"n":')))).rejects.toThrow();
  });
});
