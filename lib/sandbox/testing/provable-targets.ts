import { builtTargets } from "../../targets/registry";
import type { Target } from "../../targets/target";
import { findServers, hasSandbox } from "..";

findServers({ STRATA_MYSQL_URL: process.env["STRATA_TEST_MYSQL_URL"] });

/**
 * The targets that have an engine here: those with an embedded one, and MySQL where STRATA_TEST_MYSQL_URL names a server. TimescaleDB plans by
 * PostgreSQL's rules, which the plain run proves once; with STRATA_LONG=1 it is among them.
 */
export const provableTargets: readonly Target[] = builtTargets.filter(({ id, derive }) => hasSandbox(id) && (derive === undefined || process.env["STRATA_LONG"] === "1"));
