import { bigint, createdAt, date, flag, id, int, json, money, moment, oneOf, optionalRef, ref, string, table, text } from "./columns";
import { defineTemplate } from "./template";

export const saas = defineTemplate({
  id: "saas",
  title: "SaaS with tenants",
  description: "A product for teams: tenants, members with roles, projects and tasks that cannot cross tenants, plans, invoices, API keys, audit log.",
  rationale: "Every row belongs to one tenant, and composite foreign keys make it impossible for a row to point into another tenant's data. Billing and membership change in transactions.",
  enums: {
    member_role: ["owner", "admin", "member", "guest"],
    task_status: ["open", "in_progress", "done", "archived"],
    subscription_status: ["trialing", "active", "past_due", "cancelled"],
    invoice_status: ["draft", "open", "paid", "void"],
  },
  note: "Tables of a tenant carry `tenant_id` in their key, and reference each other **with it**: the database itself keeps tenants apart.",
  groups: [
    {
      name: "Identity", color: 0,
      stacks: [[
        table("tenants", "Customers of the product; everything else belongs to one", { id: id(), name: string(160), slug: string(80, { unique: true }), created_at: createdAt() }, { checks: ["length(slug) >= 2"] }),
        table("users", "People, who may be in several tenants", { id: id(), email: string(255, { unique: true }), full_name: string(160), password_hash: text({ nullable: true, comment: "Absent for those who sign in elsewhere" }), created_at: createdAt(), last_seen_at: moment({ nullable: true }) }),
        table("memberships", "Who is in which tenant, as what", { tenant_id: ref("tenants", "cascade"), user_id: ref("users", "cascade"), role: oneOf("member_role", "member"), joined_at: createdAt() }, { primaryKey: ["tenant_id", "user_id"], indexes: [{ columns: ["user_id"] }] }),
      ], [
        table("invitations", "Not yet accepted", { id: id(), tenant_id: ref("tenants", "cascade"), email: string(255), role: oneOf("member_role", "member"), token_hash: string(64, { unique: true }), expires_at: moment(), accepted_at: moment({ nullable: true }) }, {
          indexes: [{ columns: ["tenant_id", "email"], unique: true, where: "accepted_at IS NULL" }],
        }),
        table("api_keys", "For programs; only a hash of the key is kept", { id: id(), tenant_id: ref("tenants", "cascade"), name: string(120), key_hash: string(64, { unique: true }), created_by: optionalRef("users"), created_at: createdAt(), revoked_at: moment({ nullable: true }) }, {
          indexes: [{ columns: ["tenant_id"] }, { columns: ["created_by"] }],
        }),
      ]],
    },
    {
      name: "Work", color: 2,
      stacks: [[
        table("projects", "What a tenant works on", { tenant_id: ref("tenants", "cascade"), id: bigint(), name: string(160), archived: flag(false), created_at: createdAt() }, { primaryKey: ["tenant_id", "id"], uniques: [["tenant_id", "name"]] }),
        table("tasks", "What is to be done in a project", {
          tenant_id: bigint(), id: bigint(), project_id: bigint(), assignee_id: bigint({ nullable: true }), title: string(240), status: oneOf("task_status", "open"), position: int({ default: "0" }), due_on: date({ nullable: true }), created_at: createdAt(),
        }, {
          primaryKey: ["tenant_id", "id"],
          foreignKeys: [
            { columns: ["tenant_id", "project_id"], table: "projects", referenced: ["tenant_id", "id"], onDelete: "cascade" },
            { columns: ["tenant_id", "assignee_id"], table: "memberships", referenced: ["tenant_id", "user_id"], onDelete: "no action" },
          ],
          checks: ["length(title) > 0"], indexes: [{ columns: ["tenant_id", "project_id", "status", "position"] }, { columns: ["tenant_id", "assignee_id", "due_on"], where: "status <> 'archived'" }],
        }),
        table("comments", "On a task", { tenant_id: bigint(), id: bigint(), task_id: bigint(), author_id: ref("users", "set null", { nullable: true }), body: text(), created_at: createdAt() }, {
          primaryKey: ["tenant_id", "id"], foreignKeys: [{ columns: ["tenant_id", "task_id"], table: "tasks", referenced: ["tenant_id", "id"], onDelete: "cascade" }],
          indexes: [{ columns: ["tenant_id", "task_id", "created_at"] }, { columns: ["author_id"] }],
        }),
      ]],
    },
    {
      name: "Billing", color: 4,
      stacks: [[
        table("plans", "What can be bought", { id: id(), code: string(40, { unique: true }), name: string(80), monthly_price: money(), seats: int() }, { checks: ["monthly_price >= 0", "seats > 0"] }),
        table("subscriptions", "The plan a tenant is on; at most one that runs", { id: id(), tenant_id: ref("tenants", "cascade"), plan_id: ref("plans"), status: oneOf("subscription_status", "trialing"), started_at: createdAt(), ends_at: moment({ nullable: true }) }, {
          checks: ["ends_at IS NULL OR ends_at > started_at"], indexes: [{ columns: ["tenant_id"], unique: true, where: "status <> 'cancelled'" }, { columns: ["plan_id"] }],
        }),
        table("invoices", "One for each month", { id: id(), tenant_id: ref("tenants"), number: string(40, { unique: true }), status: oneOf("invoice_status", "draft"), amount: money(), issued_on: date(), paid_at: moment({ nullable: true }) }, {
          checks: ["amount >= 0", "status <> 'paid' OR paid_at IS NOT NULL"], indexes: [{ columns: ["tenant_id", "issued_on desc"] }],
        }),
      ], [
        table("audit_events", "Who did what; only ever added to", { id: id(), tenant_id: ref("tenants", "cascade"), actor_id: optionalRef("users"), action: string(80), subject: string(160), details: json({ default: "'{}'" }), occurred_at: createdAt() }, {
          indexes: [{ columns: ["tenant_id", "occurred_at desc"] }, { columns: ["actor_id"] }],
        }),
      ]],
    },
  ],
  patterns: [
    { name: "Tenants of a user", operation: "list", table: "memberships", query: "SELECT t.id, t.name, m.role FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = $1", performance: "Index scan, under 5 ms", rate: 100, more: { p99: 50, items: 3, consistency: "read-your-writes", rateInYear: 400 } },
    { name: "Board of a project", operation: "list", table: "tasks", query: "SELECT id, title, status, assignee_id FROM tasks WHERE tenant_id = $1 AND project_id = $2 ORDER BY status, position", performance: "Index scan, under 10 ms", rate: 120, more: { p99: 150, items: 200, consistency: "read-your-writes", rateInYear: 500, weight: 5, scope: "tasks.tenant_id" } },
    { name: "My tasks by due date", operation: "list", table: "tasks", query: "SELECT id, title, due_on FROM tasks WHERE tenant_id = $1 AND assignee_id = $2 AND status <> 'archived' ORDER BY due_on LIMIT 50", performance: "Partial index, under 5 ms", rate: 80, more: { p99: 100, consistency: "read-your-writes", rateInYear: 320, weight: 4, scope: "tasks.tenant_id" } },
    { name: "Move a task", operation: "update", table: "tasks", query: "UPDATE tasks SET status = $3, position = $4 WHERE tenant_id = $1 AND id = $2", performance: "One row by primary key", rate: 40, more: { p99: 150, consistency: "strong", rateInYear: 160, scope: "tasks.tenant_id" } },
    { name: "Check an API key", operation: "get", table: "api_keys", query: "SELECT tenant_id FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL", performance: "Unique index, under 2 ms", rate: 300, more: { p99: 10, consistency: "strong", rateInYear: 2000, weight: 4 } },
    { name: "Latest audit events of a tenant", operation: "list", table: "audit_events", query: "SELECT action, subject, actor_id, occurred_at FROM audit_events WHERE tenant_id = $1 ORDER BY occurred_at DESC LIMIT 100", performance: "Index scan, under 10 ms", rate: 5, more: { p99: 300, consistency: "eventual", rateInYear: 20, weight: 2, scope: "audit_events.tenant_id" } },
  ],
  loads: {
    tenants: { rows: 800, rowsInYear: 4000 }, users: { rows: 9000, rowsInYear: 50_000 }, tasks: { rows: 600_000, rowsInYear: 5_000_000, perParent: 20_000 }, comments: { rows: 1_500_000, rowsInYear: 12_000_000 },
    audit_events: { rows: 4_000_000, rowsInYear: 50_000_000, retentionDays: 730 },
  },
});
