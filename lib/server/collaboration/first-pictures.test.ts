import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { StoredValue } from "../../design/design";
import type { StoredDocument } from "../store/design-log";
import { updatesOf } from "./document-source";
import { drawFirstPicture } from "./draw-first-picture";
import { createFirstPictures } from "./first-pictures";

/** A log with one design in one row of so many bytes, and a painter that is done when told. */
function setting(size = 200_000) {
  const stored: StoredDocument = { rows: [{ seq: 1, update: new Uint8Array(size) }] };
  let time = 0;
  let drawn = 0;
  const waiting: (() => void)[] = [];
  const pictures = createFirstPictures({ read: async () => stored }, async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    drawn += 1;
    return { bytes: new Uint8Array([drawn]) };
  }, () => time);
  return {
    pictures, drawn: () => drawn,
    pass: (milliseconds: number) => void (time += milliseconds),
    async finish() {
      await new Promise((resolve) => setImmediate(resolve));
      for (const done of waiting.splice(0)) done();
      await pictures.idle();
    },
  };
}

describe("first pictures", () => {
  test("are drawn once asked for, and kept", async () => {
    const { pictures, finish, drawn } = setting();
    expect(pictures.get("a")).toBeUndefined();
    await finish();
    expect(pictures.get("a")).toEqual(new Uint8Array([1]));
    await finish();
    expect(drawn()).toBe(1);
  });

  test("of a design just made are kept without drawing, until it is written to", async () => {
    const { pictures, finish, drawn } = setting();
    pictures.keep("a", new Uint8Array([7]));
    expect(pictures.get("a")).toEqual(new Uint8Array([7]));
    await finish();
    expect(drawn()).toBe(0);
    pictures.written("a");
    expect(pictures.get("a")).toEqual(new Uint8Array([7]));
    await finish();
    expect(pictures.get("a")).toEqual(new Uint8Array([1]));
  });

  test("stay for a minute after an edit, while a new one is drawn", async () => {
    const { pictures, finish, pass } = setting();
    void pictures.refresh("a");
    await finish();
    pictures.written("a");
    pass(59_000);
    expect(pictures.get("a")).toEqual(new Uint8Array([1]));
    await finish();
    expect(pictures.get("a")).toEqual(new Uint8Array([2]));
    pictures.written("a");
    pass(61_000);
    expect(pictures.get("a")).toBeUndefined();
  });

  test("count as out of date when an edit came while they were drawn", async () => {
    const { pictures, finish, drawn } = setting();
    void pictures.refresh("a");
    await new Promise((resolve) => setImmediate(resolve));
    pictures.written("a");
    await finish();
    expect(pictures.get("a")).toEqual(new Uint8Array([1]));
    await finish();
    expect(drawn()).toBe(2);
    expect(pictures.get("a")).toEqual(new Uint8Array([2]));
  });

  test("wait half a minute while somebody edits, and are not drawn twice at once", async () => {
    const { pictures, finish, pass, drawn } = setting();
    void pictures.refresh("a");
    void pictures.refresh("a");
    await finish();
    expect(drawn()).toBe(1);
    pictures.written("a");
    await pictures.refresh("a", "late");
    expect(drawn()).toBe(1);
    pass(31_000);
    void pictures.refresh("a", "late");
    await finish();
    expect(drawn()).toBe(2);
  });

  test("are not drawn of small designs, and forgotten with deleted ones", async () => {
    const small = setting(1_000);
    await small.pictures.refresh("a");
    expect([small.pictures.get("a"), small.drawn()]).toEqual([undefined, 0]);
    const { pictures, finish } = setting();
    void pictures.refresh("a");
    await finish();
    pictures.forget("a");
    expect(pictures.get("a")).toBeUndefined();
    await finish();
  });

  test("hold what the stored design shows, also when a row of it is damaged", () => {
    const entries = new Map<string, StoredValue>([
      ["design|target", "postgresql"], ["t|kind", "table"], ["t|name", "account"], ["t|ord", "a"], ["t|x", 40], ["t|y", 80],
      ["c|kind", "column"], ["c|table", "t"], ["c|name", "id"], ["c|type", { kind: "int64" }], ["c|ord", "a"],
    ]);
    const { bytes } = drawFirstPicture({ rows: [...updatesOf(entries), new Uint8Array([9, 9, 9])] });
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({
      tables: [{ name: "account", at: [40, 80], cols: [["id", "bigint", 0]] }], enums: [], groups: [], notes: [],
    });
  });
});
