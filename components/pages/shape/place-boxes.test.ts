import { describe, expect, it } from "vitest";
import type { NativeBox, NativeLink } from "@/lib/targets/native";
import { boxWidth, placeBoxes } from "./place-boxes";

const box = (id: string, rows = 3): NativeBox => ({
  id, kind: "collection", title: id, tables: [], parts: [], rows: Array.from({ length: rows }, (_, i) => ({ depth: 0, name: `f${i}`, type: "string", marks: [] })),
});
const link = (from: string, to: string): NativeLink => ({ from, to, label: "", kind: "refers" });

describe("placing the boxes of a shape", () => {
  it("puts what is pointed at left of what points at it", () => {
    const at = new Map(placeBoxes({ boxes: [box("orders"), box("users")], links: [link("orders", "users")] }).map((placed) => [placed.box.id, placed.x]));
    expect(at.get("users")).toBeLessThan(at.get("orders") ?? 0);
  });

  it("lets no two boxes overlap, also in circles and with links to what is not there", () => {
    const boxes = Array.from({ length: 40 }, (_, i) => box(`b${i}`, (i * 7) % 13));
    const links = [...boxes.map((_, i) => link(`b${i}`, `b${(i * 3 + 1) % 40}`)), link("b1", "gone"), link("b2", "b2")];
    const placed = placeBoxes({ boxes, links });
    expect(placed).toHaveLength(40);
    for (const a of placed) {
      for (const b of placed) {
        if (a === b) continue;
        expect(a.x + boxWidth <= b.x || b.x + boxWidth <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
      }
    }
  });
});
