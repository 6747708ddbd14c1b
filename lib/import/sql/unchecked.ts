import { mayWriteRows, type Haste } from "./haste";

const name = String.raw`(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)`;
const qualified = String.raw`${name}(?:\s*\.\s*${name})?`;
const columns = String.raw`\(\s*${name}(?:\s*,\s*${name})*\s*\)`;
const action = String.raw`\s+ON\s+(?:DELETE|UPDATE)\s+(?:CASCADE|RESTRICT|NO\s+ACTION|SET\s+NULL|SET\s+DEFAULT)`;
const deferral = String.raw`(?:\s+NOT)?\s+DEFERRABLE|\s+INITIALLY\s+(?:DEFERRED|IMMEDIATE)`;

/** One foreign key added by itself, in the words of pg_dump and of most people; anything else is left as it is. */
const foreignKey = new RegExp(
  String.raw`^ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?${qualified}\s+ADD\s+(?:CONSTRAINT\s+${name}\s+)?FOREIGN\s+KEY\s*${columns}`
  + String.raw`\s*REFERENCES\s+${qualified}\s*(?:${columns})?(?:\s+MATCH\s+(?:FULL|SIMPLE))?(?:${action})*(?:${deferral})*\s*$`, "iu",
);

/**
 * PostgreSQL reads both tables when it adds a foreign key, which for empty tables is half of its work (18: RI_Initial_Check in
 * ri_triggers.c), and makes four triggers of its own for it, another quarter. NOT ENFORCED leaves both out, and the marks it leaves in
 * pg_constraint are taken away at the end. A script that says something of the kind itself, or may write rows, is loaded as it is written.
 */
export const withoutChecks: Haste = {
  hasten: (sql) => (foreignKey.test(sql) ? `${sql} NOT ENFORCED` : sql),
  fits: (statements) => !statements.some(({ piece: { text }, setsPath }) => !setsPath && (/\bNOT\s+VALID\b|\bENFORCED\b|\bVALIDATE\b|\bALTER\s+CONSTRAINT\b/i.test(text) || mayWriteRows(text))),
  begin: async () => ({
    finish: (sandbox) => sandbox.run("UPDATE pg_catalog.pg_constraint SET convalidated = true, conenforced = true WHERE contype = 'f' AND NOT conenforced"),
  }),
};
