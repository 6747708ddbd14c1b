import { createdAt, date, flag, id, int, money, moment, oneOf, optionalRef, ref, string, table, text } from "./columns";
import { defineTemplate } from "./template";

export const booking = defineTemplate({
  id: "booking",
  title: "Booking",
  description: "Rooms or courts that are booked by the slot: venues, opening hours, slots that can be taken once, bookings, payments, waiting list.",
  rationale: "Two people must never get the same slot. A unique key on the slot decides that in the database, inside the transaction that makes the booking.",
  enums: {
    booking_status: ["held", "confirmed", "cancelled", "no_show"],
    payment_method: ["card", "transfer", "voucher"],
  },
  note: "A slot is free when no living booking points at it: the unique index on `bookings.slot_id` leaves cancelled ones out.",
  groups: [
    {
      name: "Places", color: 3,
      stacks: [[
        table("venues", "Where it happens", { id: id(), name: string(160), slug: string(80, { unique: true }), time_zone: string(60, { default: "'UTC'", comment: "IANA name" }), address: text() }),
        table("resource_types", "Kinds of what can be booked: court, room, desk", { id: id(), name: string(80, { unique: true }), slot_minutes: int({ default: "60" }) }, { checks: ["slot_minutes BETWEEN 5 AND 1440"] }),
        table("resources", "One room, court or desk", { id: id(), venue_id: ref("venues", "cascade"), type_id: ref("resource_types"), name: string(120), capacity: int({ default: "1" }), active: flag(true) }, {
          uniques: [["venue_id", "name"]], checks: ["capacity > 0"], indexes: [{ columns: ["type_id"] }],
        }),
        table("opening_hours", "When a venue is open, by day of the week", { venue_id: ref("venues", "cascade"), weekday: int({ comment: "1 Monday to 7 Sunday" }), opens_at: { type: { kind: "time" } }, closes_at: { type: { kind: "time" } } }, {
          primaryKey: ["venue_id", "weekday", "opens_at"], checks: ["weekday BETWEEN 1 AND 7", "closes_at > opens_at"],
        }),
      ]],
    },
    {
      name: "Bookings", color: 1,
      stacks: [[
        table("slots", "Times that can be booked", { id: id(), resource_id: ref("resources", "cascade"), starts_at: moment(), ends_at: moment(), price: money() }, {
          uniques: [["resource_id", "starts_at"]], checks: ["ends_at > starts_at", "price >= 0"], indexes: [{ columns: ["starts_at"] }],
        }),
        table("bookings", "Who has which slot", { id: id(), slot_id: ref("slots"), customer_id: ref("customers"), status: oneOf("booking_status", "held"), people: int({ default: "1" }), held_until: moment({ nullable: true }), created_at: createdAt(), cancelled_at: moment({ nullable: true }) }, {
          checks: ["people > 0", "status <> 'held' OR held_until IS NOT NULL", "status <> 'cancelled' OR cancelled_at IS NOT NULL"],
          indexes: [{ columns: ["slot_id"], unique: true, where: "status <> 'cancelled'" }, { columns: ["customer_id", "created_at desc"] }, { columns: ["held_until"], where: "status = 'held'" }],
        }),
        table("waiting_list", "Who wants a slot that is taken, in order", { slot_id: ref("slots", "cascade"), customer_id: ref("customers", "cascade"), joined_at: createdAt() }, { primaryKey: ["slot_id", "customer_id"], indexes: [{ columns: ["customer_id"] }] }),
      ]],
    },
    {
      name: "Customers", color: 0,
      stacks: [[
        table("customers", "People who book", { id: id(), email: string(255, { unique: true }), full_name: string(160), phone: string(40, { nullable: true }), created_at: createdAt() }),
        table("payments", "Money for bookings", { id: id(), booking_id: ref("bookings"), method: oneOf("payment_method"), amount: money(), voucher_id: optionalRef("vouchers"), paid_at: createdAt() }, { checks: ["amount > 0"], indexes: [{ columns: ["booking_id"] }, { columns: ["voucher_id"] }] }),
        table("vouchers", "Prepaid amounts", { id: id(), code: string(40, { unique: true }), customer_id: optionalRef("customers"), amount: money(), remaining: money(), expires_on: date({ nullable: true }) }, {
          checks: ["amount > 0", "remaining >= 0 AND remaining <= amount"], indexes: [{ columns: ["customer_id"] }],
        }),
      ]],
    },
  ],
  patterns: [
    { name: "Free slots of a venue on a day", operation: "list", table: "slots", query: "SELECT s.id, r.name, s.starts_at, s.price FROM resources r JOIN slots s ON s.resource_id = r.id LEFT JOIN bookings b ON b.slot_id = s.id AND b.status <> 'cancelled' WHERE r.venue_id = $1 AND s.starts_at >= $2 AND s.starts_at < $3 AND b.id IS NULL ORDER BY s.starts_at", performance: "Index scans, under 20 ms", rate: 60, more: { p99: 150, items: 40, consistency: "read-your-writes", rateInYear: 200, weight: 5 } },
    { name: "Hold a slot", operation: "insert", table: "bookings", query: "INSERT INTO bookings (slot_id, customer_id, status, held_until) VALUES ($1, $2, 'held', $3)", performance: "One row; the unique index refuses the second", rate: 10, more: { p99: 200, consistency: "strong", rateInYear: 30, weight: 5 } },
    { name: "Confirm a booking", operation: "update", table: "bookings", query: "UPDATE bookings SET status = 'confirmed', held_until = NULL WHERE id = $1 AND status = 'held'", performance: "One row by primary key", rate: 8, more: { p99: 300, consistency: "strong", rateInYear: 25, weight: 4, atomicWith: ["payments"] } },
    { name: "Bookings of a customer", operation: "list", table: "bookings", query: "SELECT b.id, b.status, s.starts_at FROM bookings b JOIN slots s ON s.id = b.slot_id WHERE b.customer_id = $1 ORDER BY b.created_at DESC LIMIT 20", performance: "Index scan, under 5 ms", rate: 20, more: { p99: 150, consistency: "read-your-writes", rateInYear: 60, scope: "bookings.customer_id" } },
    { name: "Holds that ran out", operation: "list", table: "bookings", query: "SELECT id FROM bookings WHERE status = 'held' AND held_until < $1 LIMIT 100", performance: "Partial index, under 5 ms", rate: 1, more: { p99: 1000, consistency: "strong", rateInYear: 1, weight: 1 } },
  ],
  loads: {
    slots: { rows: 200_000, rowsInYear: 900_000 }, bookings: { rows: 80_000, rowsInYear: 600_000, hottestWrites: 2 }, customers: { rows: 20_000, rowsInYear: 110_000 },
  },
});
