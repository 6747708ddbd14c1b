import { describe, expect, it } from "vitest";
import { expressionName, mentions, namesOfTable, renameIdentifier, renameLiteral, type IdentifierRole } from "./expression";

const column: IdentifierRole = { kind: "column", qualifiers: ["orders", "o"], bare: true };
const table: IdentifierRole = { kind: "table", strict: false };

describe("renaming in expressions", () => {
  it.each<readonly [string, IdentifierRole, string]>([
    ["total > 0 AND Total < 9", column, "amount > 0 AND amount < 9"],
    ["orders.total + o.total + x.total", column, "orders.amount + o.amount + x.total"],
    ["'total' || \"total\" || $$total$$ -- total", column, "'total' || \"amount\" || $$total$$ -- total"],
    ["/* total */ total(total) + x::total + cast(total as total)", column, "/* total */ total(amount) + x::total + cast(amount as total)"],
    ["SELECT total AS total, subtotal", column, "SELECT amount AS total, subtotal"],
    ["date '2020-01-01' < total", column, "date '2020-01-01' < amount"],
    ["INSERT INTO total (a) SELECT total.a FROM s.total", table, "INSERT INTO amount (a) SELECT amount.a FROM s.amount"],
    ["SELECT total FROM total WHERE total.total = 1", { kind: "table", strict: true }, "SELECT total FROM amount WHERE amount.total = 1"],
    ["total > total.total", { kind: "qualifier" }, "total > amount.total"],
    ["'x'::total = total AND CAST(y AS total) = 'z'::app.total", { kind: "type" }, "'x'::amount = total AND CAST(y AS amount) = 'z'::app.amount"],
    ["\"Total\" + total", column, "\"Total\" + amount"],
    ["unfinished 'total", column, "unfinished 'total"],
  ])("%s", (text, as, renamed) => {
    expect(renameIdentifier(text, { from: "total", to: "amount", as })).toBe(renamed);
  });

  it("quotes a name that cannot stand bare, and keeps quotes that are there", () => {
    expect(renameIdentifier("total + \"total\" + `total`", { from: "total", to: 'a "b`', as: column })).toBe('"a ""b`" + "a ""b`" + `a "b```');
    expect(["a", "order", "Upper", "9a", "ä", "a b"].map(expressionName)).toEqual(["a", '"order"', '"Upper"', '"9a"', '"ä"', '"a b"']);
  });

  it("replaces literals whole", () => {
    expect(renameLiteral("status = 'new' OR note = 'new one' OR x = 'it''s'", "new", "it's")).toBe("status = 'it''s' OR note = 'new one' OR x = 'it''s'");
  });

  it("knows the aliases of a table and whether a column is mentioned", () => {
    expect(namesOfTable("SELECT * FROM orders o JOIN lines AS l ON true, orders AS p WHERE 1", "orders")).toEqual(["orders", "o", "p"]);
    expect(namesOfTable("UPDATE orders SET a = 1", "orders")).toEqual(["orders"]);
    expect(namesOfTable("SELECT 'orders'", "orders")).toEqual([]);
    expect(namesOfTable("INSERT INTO orders (a) VALUES (1) ON CONFLICT DO UPDATE SET a = excluded.a", "orders")).toEqual(["orders", "excluded"]);
    expect(namesOfTable("CREATE TRIGGER t AFTER INSERT ON orders BEGIN SELECT NEW.a; END", "orders")).toEqual(["orders", "new", "old"]);
    expect(mentions("lower(email) <> 'name'", "email")).toBe(true);
    expect(mentions("lower(email) <> 'name'", "name")).toBe(false);
  });
});
