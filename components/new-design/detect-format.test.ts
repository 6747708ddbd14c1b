import { describe, expect, it } from "vitest";
import { detectFormat } from "./detect-format";

describe("detectFormat", () => {
  it("goes by the file's name first", () => {
    expect(detectFormat("CREATE TABLE a (id int)", "shop.dbml")).toBe("dbml");
    expect(detectFormat("PK\u0003\u0004", "release.ZIP")).toBe("bundle");
    expect(detectFormat("{}", "dump.sql")).toBe("sql");
  });

  it("goes by how the text begins when there is no telling name", () => {
    expect(detectFormat('\n { "tables": [] }')).toBe("json");
    expect(detectFormat("Table users {\n  id int [pk]\n}")).toBe("dbml");
    expect(detectFormat("-- my shop\nEnum mood {\n happy\n}", "shop.txt")).toBe("dbml");
    expect(detectFormat("CREATE TABLE users (id int);\n-- Table b { }")).toBe("sql");
    expect(detectFormat("")).toBe("sql");
  });
});
