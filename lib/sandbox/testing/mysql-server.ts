import { mysql } from "../../targets/mysql";
import { openMysql, type MysqlOptions } from "../mysql";
import type { Sandbox } from "../sandbox";

/** Servers that tests run on, by the environment: MySQL at STRATA_TEST_MYSQL_URL, MariaDB at STRATA_TEST_MARIADB_URL. Skip with a message without. */
export const testServers: readonly { readonly name: string; readonly version: string; readonly url: string | undefined }[] = [
  { name: "MySQL (needs STRATA_TEST_MYSQL_URL)", version: "9.7", url: process.env["STRATA_TEST_MYSQL_URL"] },
  { name: "MariaDB (needs STRATA_TEST_MARIADB_URL)", version: "mariadb-10.11", url: process.env["STRATA_TEST_MARIADB_URL"] },
];

/** An empty database on a test server. */
export function openTestMysql(url: string | undefined, options: MysqlOptions = {}): Promise<Sandbox> {
  if (url === undefined) throw new Error("Tests without a server are skipped");
  return openMysql(mysql, url, options);
}
