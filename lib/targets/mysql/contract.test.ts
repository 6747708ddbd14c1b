import { describe } from "vitest";
import { openTestMysql, testServers } from "../../sandbox/testing/mysql-server";
import { describeTarget } from "../testing/contract";
import { mysql } from ".";

for (const { name, version, url } of testServers) {
  // The contract asks for the newest version: here, the server's.
  const target = { ...mysql, versions: mysql.versions.filter(({ id }) => id === version), capabilities: { ...mysql.capabilities, expressionIndexes: !version.startsWith("mariadb") } };
  describe.skipIf(url === undefined)(name, () => describeTarget(target, () => openTestMysql(url)));
}
