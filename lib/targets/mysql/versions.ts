/** What differs between the versions of MySQL and MariaDB; rules ask these, never the version's number. */
export interface VersionFacts {
  readonly flavour: "mysql" | "mariadb";
  /** Collation of a table that names none: the server's default, written out so that the server's settings do not matter. */
  readonly collation: string;
  /** Word that keeps the optimizer from an index; absent where there is none. */
  readonly hiddenIndex?: "INVISIBLE" | "IGNORED";
  /** A check is `NOT ENFORCED` on wish. */
  readonly unenforcedChecks: boolean;
  /** A check may belong to a column, whose definition must then repeat it (MariaDB: such checks have no name of their own). */
  readonly columnChecks: boolean;
  /** Renaming a column rewrites the checks and generated columns that name it; else they are refused and must be repeated. */
  readonly renameRewrites: boolean;
  /** TEXT, BLOB, JSON and GEOMETRY take a literal as default; else only in parentheses, as an expression. */
  readonly literalTextDefaults: boolean;
  /** `CREATE OR REPLACE` for triggers, routines and events. */
  readonly createOrReplace: boolean;
  /** Strings in expressions are shown with the introducer of their character set, whoever wrote them. */
  readonly addsIntroducers: boolean;
  /** What a foreign key does that says nothing. */
  readonly defaultAction: "no action" | "restrict";
  /** How a spatial column names its reference system. */
  readonly spatialReference: "SRID" | "REF_SYSTEM_ID";
}

const mysql: VersionFacts = {
  flavour: "mysql", collation: "utf8mb4_0900_ai_ci", hiddenIndex: "INVISIBLE", unenforcedChecks: true, columnChecks: false, renameRewrites: false,
  literalTextDefaults: false, createOrReplace: false, addsIntroducers: true, defaultAction: "no action", spatialReference: "SRID",
};

const mariadb: VersionFacts = {
  flavour: "mariadb", collation: "utf8mb4_general_ci", hiddenIndex: "IGNORED", unenforcedChecks: false, columnChecks: true, renameRewrites: true,
  literalTextDefaults: true, createOrReplace: true, addsIntroducers: false, defaultAction: "restrict", spatialReference: "REF_SYSTEM_ID",
};

/** The versions, newest first, with their facts (measured on 9.7.4 and 10.11.19; the others by their manuals). */
export const versions: readonly { readonly id: string; readonly label: string; readonly facts: VersionFacts }[] = [
  { id: "9.7", label: "MySQL 9.7", facts: mysql },
  { id: "8.4", label: "MySQL 8.4", facts: mysql },
  { id: "8.0", label: "MySQL 8.0", facts: mysql },
  // MariaDB 11.6 made the Unicode 14 collations the default.
  { id: "mariadb-11.8", label: "MariaDB 11.8", facts: { ...mariadb, collation: "utf8mb4_uca1400_ai_ci" } },
  { id: "mariadb-11.4", label: "MariaDB 11.4", facts: mariadb },
  { id: "mariadb-10.11", label: "MariaDB 10.11", facts: mariadb },
];

/** Facts of a version; an unknown one is taken for the newest of its flavour. */
export function factsOf(version: string | undefined): VersionFacts {
  return versions.find(({ id }) => id === version)?.facts ?? (version?.startsWith("mariadb") ? { ...mariadb, collation: "utf8mb4_uca1400_ai_ci" } : mysql);
}

/** The version of a server by what `SELECT VERSION()` says: the newest known that is not newer than it. */
export function versionOf(server: string): string {
  const flavour = /mariadb/i.test(server) ? "mariadb-" : "";
  // MariaDB puts a prefix of old replication protocols before its own number at times.
  const [major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(server.replace(/^5\.5\.5-/, ""))?.slice(1).map(Number) ?? [];
  const known = versions.filter(({ id }) => id.startsWith("mariadb-") === (flavour !== ""));
  const fitting = known.find(({ id }) => {
    const [a = 0, b = 0] = id.replace("mariadb-", "").split(".").map(Number);
    return a < major || (a === major && b <= minor);
  });
  return (fitting ?? known.at(-1))?.id ?? "9.7";
}
