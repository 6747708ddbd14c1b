import type { Schema, Table } from "../../model";
import type { OnlineAlteration, OnlineTool } from "../sync";
import { quote } from "./lexical";

/**
 * pt-online-schema-change (percona-toolkit 3.5) and gh-ost 1.1 for an ALTER TABLE, with what their documentation says they refuse
 * or lose, checked against the schema.
 */
export function onlineTools({ table, schema, statements }: OnlineAlteration): readonly OnlineTool[] {
  const clauses = alterClauses(statements, table);
  if (clauses.length === 0) return [];
  const alter = clauses.join(", ");
  const facts = factsOf(table, schema, clauses);
  return [
    {
      title: `pt-online-schema-change for ${table.name}`, text: "Copies rows in chunks into a table with the new form, kept in step by triggers, and swaps the two. Try it with --dry-run first.",
      command: `pt-online-schema-change --alter ${shell(alter)}${facts.referenced ? " --alter-foreign-keys-method=auto" : ""}${facts.addsUnique ? " --no-check-unique-key-change" : ""} --max-lag=1s --critical-load Threads_running=50 D="$DATABASE",t=${shell(table.name)} --dry-run`,
      limits: [
        { text: "The table has a primary or unique key.", met: facts.keyed },
        { text: "The table has no triggers of its own, or they are kept with --preserve-triggers.", met: !facts.triggers },
        { text: "No other table refers to it; else the foreign keys are made anew with --alter-foreign-keys-method, under names that begin with an underscore.", met: !facts.referenced },
        { text: "Its own foreign keys get names that begin with an underscore: DROP FOREIGN KEY must name them so.", met: !facts.references },
        { text: "No unique key is added: rows that repeat a value would be left out silently (INSERT IGNORE). Mend them first.", met: !facts.addsUnique },
        { text: "No column is renamed by dropping and adding it: its values would be lost.", met: !facts.renames },
        { text: "No NOT NULL column is added without a default.", met: !facts.addsRequired },
      ],
    },
    {
      title: `gh-ost for ${table.name}`, text: "Copies rows in chunks and follows the binary log; no triggers. It runs without changing anything until --execute is given.",
      command: `gh-ost --database="$DATABASE" --table=${shell(table.name)} --alter=${shell(alter)} --panic-on-warnings --max-lag-millis=1000 --critical-load=Threads_running=50${facts.renames ? " --approve-renamed-columns" : ""}`,
      limits: [
        { text: "Neither the table nor another refers by foreign key.", met: !facts.referenced && !facts.references },
        { text: "The table has no triggers, or they are kept with --include-triggers.", met: !facts.triggers },
        { text: "A unique key without NULL is there before and after.", met: facts.keyed },
        { text: "No JSON column belongs to that key.", met: !facts.jsonKey },
        { text: "No other table's name differs in letter case only.", met: !facts.caseTwin },
        { text: "The server writes row-based binary logs with full row images (binlog_format=ROW, binlog_row_image=FULL): check it there.", met: true },
        { text: "No unique key is added, or --panic-on-warnings is given so that repeated values stop it.", met: true },
      ],
    },
  ];
}

interface Facts {
  readonly keyed: boolean;
  readonly triggers: boolean;
  readonly referenced: boolean;
  readonly references: boolean;
  readonly addsUnique: boolean;
  readonly renames: boolean;
  readonly addsRequired: boolean;
  readonly jsonKey: boolean;
  readonly caseTwin: boolean;
}

function factsOf(table: Table, schema: Schema, clauses: readonly string[]): Facts {
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey.columns]), ...table.uniques.map(({ columns }) => columns)];
  const column = (id: string): Table["columns"][number] | undefined => table.columns.find((candidate) => candidate.id === id);
  const required = keys.filter((key) => key.every((id) => column(id)?.nullable === false));
  const some = (pattern: RegExp): boolean => clauses.some((clause) => pattern.test(clause));
  return {
    keyed: required.length > 0 || table.primaryKey !== undefined,
    triggers: schema.objects.some((object) => object.kind === "trigger" && object.tableId === table.id),
    referenced: schema.tables.some((other) => other.id !== table.id && other.foreignKeys.some((key) => key.referencedTable === table.id)),
    references: table.foreignKeys.length > 0,
    addsUnique: some(/\bADD\s+(?:CONSTRAINT\s+\S+\s+)?UNIQUE\b/i),
    renames: some(/^\s*(?:RENAME\s+COLUMN|CHANGE)\b/i),
    addsRequired: some(/^\s*ADD\s+COLUMN\b(?!.*\bDEFAULT\b).*\bNOT\s+NULL\b/is),
    jsonKey: required.every((key) => key.some((id) => column(id)?.type.kind === "json")) && required.length > 0,
    caseTwin: schema.tables.some((other) => other.id !== table.id && other.name.toLowerCase() === table.name.toLowerCase()),
  };
}

/** A word of a POSIX shell's command line. */
function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Changes of the catalog alone, or made beside writers (manual, Online DDL Operations): no tool is needed for them. */
const light = /^(?:ADD\s+COLUMN|DROP\s+(?:COLUMN|FOREIGN\s+KEY|CHECK|CONSTRAINT|INDEX|KEY)|RENAME|ALTER\s+(?:COLUMN|INDEX)|COMMENT)\b/i;

/** What stands after the table's name in the ALTER TABLE statements that copy it or hold up writers. */
function alterClauses(statements: readonly string[], table: Pick<Table, "name">): string[] {
  const start = `ALTER TABLE ${quote(table.name)} `;
  return statements.flatMap((sql) => (sql.startsWith(start) && !light.test(sql.slice(start.length)) ? [sql.slice(start.length)] : []));
}
