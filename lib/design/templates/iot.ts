import { bigint, createdAt, flag, float, id, int, json, moment, oneOf, optionalRef, ref, string, table, text } from "./columns";
import { defineTemplate } from "./template";

export const iot = defineTemplate({
  id: "iot",
  title: "Devices and measurements",
  description: "Fleet of devices: sites, models, sensors, measurements with hourly sums, commands, firmware, alert rules and alerts.",
  rationale: "Devices and rules are relational; measurements are many, only added, and read by sensor and time, which their primary key serves. When they outgrow one machine they move to a time-series technology and the rest stays.",
  enums: {
    device_status: ["provisioned", "online", "offline", "retired"],
    command_status: ["queued", "sent", "acknowledged", "failed"],
    alert_severity: ["info", "warning", "critical"],
    comparison: ["above", "below"],
  },
  note: "`measurements` has no surrogate key: **(sensor, time)** is what it is written and read by.",
  groups: [
    {
      name: "Fleet", color: 5,
      stacks: [[
        table("sites", "Where devices stand", { id: id(), name: string(160, { unique: true }), latitude: float({ nullable: true }), longitude: float({ nullable: true }), time_zone: string(60, { default: "'UTC'" }) }, {
          checks: ["latitude BETWEEN -90 AND 90", "longitude BETWEEN -180 AND 180"],
        }),
        table("device_models", "Kinds of device", { id: id(), manufacturer: string(120), name: string(120), specification: json({ default: "'{}'" }) }, { uniques: [["manufacturer", "name"]] }),
        table("firmware", "Versions that devices run", { id: id(), model_id: ref("device_models", "cascade"), version: string(40), checksum: string(64), released_at: createdAt() }, { uniques: [["model_id", "version"]] }),
      ], [
        table("devices", "One box", { id: id(), serial_number: string(80, { unique: true }), model_id: ref("device_models"), site_id: optionalRef("sites"), firmware_id: optionalRef("firmware"), status: oneOf("device_status", "provisioned"), last_seen_at: moment({ nullable: true }), created_at: createdAt() }, {
          indexes: [{ columns: ["site_id", "status"] }, { columns: ["model_id"] }, { columns: ["firmware_id"] }, { columns: ["last_seen_at"], where: "status = 'online'" }],
        }),
        table("device_tags", "Free words on devices", { device_id: ref("devices", "cascade"), tag: string(60) }, { primaryKey: ["device_id", "tag"], indexes: [{ columns: ["tag"] }] }),
        table("commands", "What devices were told to do", { id: id(), device_id: ref("devices", "cascade"), name: string(80), payload: json({ default: "'{}'" }), status: oneOf("command_status", "queued"), created_at: createdAt(), finished_at: moment({ nullable: true }) }, {
          indexes: [{ columns: ["device_id", "created_at"], where: "status = 'queued'" }],
        }),
      ]],
    },
    {
      name: "Measurements", color: 3,
      stacks: [[
        table("metrics", "What can be measured", { id: id(), name: string(80, { unique: true }), unit: string(20) }),
        table("sensors", "One metric of one device", { id: id(), device_id: ref("devices", "cascade"), metric_id: ref("metrics"), name: string(80), active: flag(true) }, { uniques: [["device_id", "name"]], indexes: [{ columns: ["metric_id"] }] }),
        table("measurements", "Values as they come in; only ever added to", { sensor_id: ref("sensors", "cascade"), measured_at: moment(), value: float(), quality: int({ default: "100" }) }, { primaryKey: ["sensor_id", "measured_at"], checks: ["quality BETWEEN 0 AND 100"] }),
        table("measurements_hourly", "Sums of an hour, for charts over months", { sensor_id: ref("sensors", "cascade"), hour: moment(), samples: bigint(), minimum: float(), maximum: float(), average: float() }, { primaryKey: ["sensor_id", "hour"], checks: ["samples > 0", "minimum <= maximum"] }),
      ]],
    },
    {
      name: "Alerts", color: 1,
      stacks: [[
        table("alert_rules", "When somebody is to be told", { id: id(), sensor_id: ref("sensors", "cascade"), name: string(120), comparison: oneOf("comparison"), threshold: float(), severity: oneOf("alert_severity", "warning"), enabled: flag(true) }, { indexes: [{ columns: ["sensor_id"] }] }),
        table("alerts", "Times a rule held", { id: id(), rule_id: ref("alert_rules", "cascade"), opened_at: createdAt(), closed_at: moment({ nullable: true }), peak_value: float(), note: text({ nullable: true }) }, {
          checks: ["closed_at IS NULL OR closed_at >= opened_at"], indexes: [{ columns: ["rule_id"], unique: true, where: "closed_at IS NULL" }, { columns: ["opened_at desc"] }],
        }),
      ]],
    },
  ],
  patterns: [
    { name: "Write a measurement", operation: "insert", table: "measurements", query: "INSERT INTO measurements (sensor_id, measured_at, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", performance: "One row by primary key", rate: 2000, more: { p99: 100, items: 1, consistency: "eventual", rateInYear: 20_000, weight: 5 } },
    { name: "Values of a sensor in a time range", operation: "list", table: "measurements", query: "SELECT measured_at, value FROM measurements WHERE sensor_id = $1 AND measured_at >= $2 AND measured_at < $3 ORDER BY measured_at", performance: "Primary key range, under 20 ms", rate: 50, more: { p99: 200, items: 500, consistency: "eventual", rateInYear: 400, weight: 4 } },
    { name: "Latest value of a sensor", operation: "get", table: "measurements", query: "SELECT measured_at, value FROM measurements WHERE sensor_id = $1 ORDER BY measured_at DESC LIMIT 1", performance: "Primary key, under 2 ms", rate: 200, more: { p99: 50, consistency: "read-your-writes", rateInYear: 1500, weight: 4 } },
    { name: "Chart of a year", operation: "aggregate", table: "measurements_hourly", query: "SELECT hour, minimum, average, maximum FROM measurements_hourly WHERE sensor_id = $1 AND hour >= $2 ORDER BY hour", performance: "Primary key range, under 50 ms", rate: 5, more: { p99: 500, items: 8760, consistency: "eventual", rateInYear: 40, weight: 2 } },
    { name: "Devices that went silent", operation: "list", table: "devices", query: "SELECT id, serial_number FROM devices WHERE status = 'online' AND last_seen_at < $1", performance: "Partial index, under 5 ms", rate: 1, more: { p99: 1000, consistency: "eventual", rateInYear: 1, weight: 2 } },
    { name: "Next command of a device", operation: "get", table: "commands", query: "SELECT id, name, payload FROM commands WHERE device_id = $1 AND status = 'queued' ORDER BY created_at LIMIT 1", performance: "Partial index, under 2 ms", rate: 100, more: { p99: 50, consistency: "strong", ordering: "per key", rateInYear: 800 } },
    { name: "Open alerts", operation: "list", table: "alerts", query: "SELECT a.id, r.name, r.severity, a.opened_at FROM alerts a JOIN alert_rules r ON r.id = a.rule_id WHERE a.closed_at IS NULL ORDER BY a.opened_at", performance: "Few rows, under 5 ms", rate: 10, more: { p99: 200, items: 30, consistency: "read-your-writes", rateInYear: 30 } },
  ],
  loads: {
    devices: { rows: 5000, rowsInYear: 50_000, hottestWrites: 1 }, sensors: { rows: 30_000, rowsInYear: 300_000, perParent: 20 },
    measurements: { rows: 60_000_000, rowsInYear: 3_000_000_000, retentionDays: 90, perParent: 8_000_000 }, measurements_hourly: { rows: 20_000_000, rowsInYear: 600_000_000 }, alerts: { rows: 40_000, rowsInYear: 500_000 },
  },
});
