import { entities, type Entities } from "../../../../targets/native/testing/entities";
import { shop, shopVersion2 } from "../../../../targets/native/testing/shop";

/** Keys of every kind: a tenant's own partition, several sort attributes, a local index, joined keys, an item collection, a boolean in a key. */
const tenants: Entities = entities({
  tenants: { columns: { id: { type: { kind: "uuid" } }, name: { type: { kind: "string", length: 80 } } } },
  tickets: {
    columns: {
      id: { type: { kind: "uuid" } }, tenant_id: { type: { kind: "uuid" }, references: ["tenants", "cascade"] }, status: { type: { kind: "string", length: 20 } }, urgent: { type: { kind: "boolean" } },
      region: { type: { kind: "string", length: 20 } }, opened_at: { type: { kind: "timestamptz" } }, number: { type: { kind: "int32" } }, name: { type: { kind: "text" } },
    },
    uniques: [["tenant_id", "region", "number"]],
  },
  readings: { columns: { site: { type: { kind: "string", length: 20 } }, device: { type: { kind: "string", length: 20 } }, year: { type: { kind: "int32" } }, day: { type: { kind: "date" } }, value: { type: { kind: "float64" } } }, key: ["site", "device", "year", "day"] },
  notes: { columns: { tenant_id: { type: { kind: "uuid" }, references: ["tenants", "cascade"] }, number: { type: { kind: "int32" } }, text: { type: { kind: "text" } }, at: { type: { kind: "timestamptz" } } }, key: ["tenant_id", "number"] },
}, {}, [
  { id: "get", name: "A ticket", operation: "get", tableId: "tickets", equality: ["tickets.id"], scope: "tickets.tenant_id", rate: 10, consistency: "strong" },
  { id: "open", name: "Open tickets", operation: "list", tableId: "tickets", equality: ["tickets.status"], scope: "tickets.tenant_id", sort: [{ column: "tickets.opened_at", order: "desc" }], range: "tickets.opened_at", items: 20 },
  { id: "urgent", name: "Urgent tickets of a region", operation: "list", tableId: "tickets", equality: ["tickets.urgent", "tickets.region", "tickets.status"], scope: "tickets.tenant_id", sort: [{ column: "tickets.opened_at", order: "asc" }, { column: "tickets.number", order: "asc" }], items: 20 },
  { id: "number", name: "Ticket by number", operation: "get", tableId: "tickets", equality: ["tickets.region", "tickets.number"], scope: "tickets.tenant_id" },
  { id: "latest", name: "Latest tickets", operation: "list", tableId: "tickets", scope: "tickets.tenant_id", consistency: "strong", sort: [{ column: "tickets.opened_at", order: "desc" }] },
  { id: "day", name: "Readings of a device since a year", operation: "list", tableId: "readings", equality: ["readings.site", "readings.device"], range: "readings.year" },
  { id: "one", name: "Readings of a year", operation: "list", tableId: "readings", equality: ["readings.site", "readings.device", "readings.year"], range: "readings.day" },
  { id: "value", name: "Correct a reading", operation: "update", tableId: "readings", equality: ["readings.site", "readings.device", "readings.year", "readings.day"] },
  { id: "with", name: "Tenant with notes", operation: "get", tableId: "tenants", equality: ["tenants.id"], joins: ["notes"], items: 1 },
  { id: "recent", name: "Notes of a tenant since", operation: "list", tableId: "notes", equality: ["notes.tenant_id"], range: "notes.at" },
  { id: "whose", name: "Tickets of the tenant called", operation: "list", tableId: "tickets", equality: ["tenants.name"], items: 10 },
  { id: "close", name: "Close a ticket", operation: "update", tableId: "tickets", equality: ["tickets.id"], scope: "tickets.tenant_id", atomicWith: ["notes"] },
  { id: "forget", name: "Forget a ticket", operation: "delete", tableId: "tickets", equality: ["tickets.id"], scope: "tickets.tenant_id" },
  { id: "open one", name: "Open a ticket", operation: "insert", tableId: "tickets" },
]);

/** Designs whose plans are run, with what the team chose. */
export const designs: readonly { readonly name: string; readonly design: Entities; readonly choices: ReadonlyMap<string, Readonly<Record<string, string>>> }[] = [
  { name: "the shop", design: shop, choices: new Map() },
  { name: "the shop's second version", design: shopVersion2, choices: new Map() },
  { name: "order lines in the item collection of orders", design: shop, choices: new Map([["order_items", { placement: "item-collection" }]]) },
  { name: "indexes with keys only", design: shop, choices: new Map([["p.orders", { projection: "keys-only" }], ["p.status", { projection: "keys-only" }], ["p.brand", { projection: "keys-only" }]]) },
  { name: "provisioned capacity and streams", design: shop, choices: new Map([["orders", { capacity: "provisioned", stream: "images" }]]) },
  { name: "tenants", design: tenants, choices: new Map() },
  { name: "tenants with notes in their item collection", design: tenants, choices: new Map([["notes", { placement: "item-collection" }]]) },
];
