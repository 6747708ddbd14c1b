import { describe, expect, it } from "vitest";
import { camelCase, freeName, lowerSnake, nameWords, pascalCase, singular, singularWords, upperSnake } from "./words";

describe("words of drawn names", () => {
  it("puts plurals into the singular and leaves what is none", () => {
    for (const [many, one] of [["orders", "order"], ["categories", "category"], ["addresses", "address"], ["statuses", "status"], ["boxes", "box"], ["batches", "batch"], ["searches", "search"], ["caches", "cache"], ["people", "person"],
      ["houses", "house"], ["databases", "database"], ["heroes", "hero"], ["status", "status"], ["analysis", "analysis"], ["news", "news"], ["bus", "bus"], ["class", "class"], ["keys", "key"], ["movies", "movie"], ["constructor", "constructor"], ["sizes", "size"], ["archives", "archive"]] as const) expect(singular(many), many).toBe(one);
  });

  it("reads names however they are written", () => {
    expect(nameWords("order_items")).toEqual(["order", "items"]);
    expect(nameWords("OrderItems")).toEqual(["Order", "Items"]);
    expect(pascalCase(singularWords("ORDER_ITEMS"))).toBe("OrderItem");
    expect(pascalCase(singularWords("orderItems"))).toBe("OrderItem");
    expect(camelCase(nameWords("ID"))).toBe("id");
    expect(camelCase(nameWords("placed_at"))).toBe("placedAt");
    expect(upperSnake(nameWords("placedAt"))).toBe("PLACED_AT");
    expect(pascalCase(singularWords("名前"))).toBe("名前");
    expect(pascalCase(singularWords("*/ --"))).toBe("");
    expect(lowerSnake(nameWords("Größe der Kiste"), 60)).toBe("gre_der_kiste");
  });

  it("finds a free name", () => {
    const taken = new Set(["a"]);
    expect([freeName("a", taken), freeName("a", taken), freeName("b", taken)]).toEqual(["a2", "a3", "b"]);
  });
});
