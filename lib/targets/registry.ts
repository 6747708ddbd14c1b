import type { TechnologyId } from "../model";
import { dgraph } from "./dgraph";
import { dynamodb } from "./dynamodb";
import { elasticsearch } from "./elasticsearch";
import { firestore } from "./firestore";
import { mongodb } from "./mongodb";
import { influxdb } from "./influxdb";
import { mysql } from "./mysql";
import { neo4j } from "./neo4j";
import { postgresql } from "./postgresql";
import { redis } from "./redis";
import { sqlite } from "./sqlite";
import { timescaledb } from "./timescaledb";
import { typesense } from "./typesense";
import type { Target } from "./target";

/** The targets that are built, by technology. The only file that names target folders: a new target adds its line here. */
export const targets: Readonly<Partial<Record<TechnologyId, Target>>> = {
  postgresql,
  mysql,
  sqlite,
  mongodb,
  firestore,
  redis,
  dynamodb,
  timescaledb,
  influxdb,
  neo4j,
  dgraph,
  elasticsearch,
  typesense,
};

/** The target of a technology, or undefined while it is not built. */
export function findTarget(id: TechnologyId): Target | undefined {
  return targets[id];
}

/** Every built target, in the order of the registry. */
export const builtTargets: readonly Target[] = Object.values(targets);
