import type { ObjectReader } from "../found-object";
import { defaultPrivileges, privileges } from "./privileges";
import { edge } from "./edge";
import { owners } from "./owners";
import { roles } from "./roles";
import { aggregates, eventTriggers, functions, procedures, triggers } from "./routines";
import { sequences } from "./sequences";
import { settings } from "./settings";
import { collations, extensions, namespaces, policies, publications, statistics } from "./surroundings";
import { compositeTypes, domains, rangeTypes } from "./user-types";
import { materializedViews, rules, viewIndexes, views } from "./views";

/** Readers of every kind of further object. A new kind adds its reader here and its line in objects.ts. */
export const objectReaders: readonly ObjectReader[] = [
  roles, namespaces, extensions, collations, domains, compositeTypes, rangeTypes, sequences, functions, procedures, aggregates,
  views, materializedViews, viewIndexes, triggers, rules, policies, statistics, publications, eventTriggers, ...edge, ...settings, owners, privileges, defaultPrivileges,
];
