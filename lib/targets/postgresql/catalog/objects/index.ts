import type { ObjectReader } from "../found-object";
import type { Presence } from "../presence";
import { edge } from "./edge";
import { owners } from "./owners";
import { defaultPrivileges, privileges } from "./privileges";
import { roles } from "./roles";
import { aggregates, eventTriggers, functions, procedures, triggers } from "./routines";
import { sequences } from "./sequences";
import { indexSettings, shareNames, triggerSettings } from "./settings";
import { collations, extensions, namespaces, policies, publications, statistics } from "./surroundings";
import { compositeTypes, domains, rangeTypes } from "./user-types";
import { materializedViews, rules, viewIndexes, views } from "./views";

/** Readers of every kind of further object, with what must be there for them to find any. A new kind adds its reader here and its line in objects.ts. */
export const objectReaders: readonly (readonly [needs: Presence, readers: readonly ObjectReader[]])[] = [
  ["roles", [roles]], ["namespaces", [namespaces]], ["extensions", [extensions]], ["collations", [collations]], ["types", [domains, compositeTypes, rangeTypes]], ["sequences", [sequences]],
  ["routines", [functions, procedures, aggregates]], ["views", [views]], ["materializedViews", [materializedViews, viewIndexes]], ["triggers", [triggers]], ["rules", [rules]],
  ["policies", [policies]], ["statistics", [statistics]], ["publications", [publications]], ["eventTriggers", [eventTriggers]], ["edge", edge], ["indexSettings", [indexSettings]], ["shares", [shareNames]],
  ["triggers", [triggerSettings]], ["roles", [owners]], ["privileges", [privileges]], ["defaultPrivileges", [defaultPrivileges]],
];
