import { dgraph } from "./dgraph";
import { dynamodb } from "./dynamodb";
import { elasticsearch } from "./elasticsearch";
import { firestore } from "./firestore";
import { influxdb } from "./influxdb";
import { mongodb } from "./mongodb";
import { mysql } from "./mysql";
import { neo4j } from "./neo4j";
import { postgresql } from "./postgresql";
import { redis } from "./redis";
import { sqlite } from "./sqlite";
import { timescaledb } from "./timescaledb";
import { typesense } from "./typesense";
import type { TechnologyId } from "../../model";
import type { Technology } from "../technology";

/** All thirteen; leaving one out does not compile. */
export const technologies: Readonly<Record<TechnologyId, Technology>> = {
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
