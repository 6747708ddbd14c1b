import type { TechnologyId } from "../../model";
import type { Capabilities, KindRules, Target, TargetVersion, TypeSystem } from "../target";
import { logicalTypes } from "./logical-types";
import type { NativeFacility } from "./native";

/** What differs between the targets whose shape is derived. */
export interface NativeTarget {
  readonly id: TechnologyId;
  readonly label: string;
  readonly versions: readonly TargetVersion[];
  /** What a logical type loses here, as a sentence, or undefined when nothing. */
  readonly loss: TypeSystem["loss"];
  readonly native: NativeFacility;
  /** Entities are still drawn with everything the model has; name here only what makes no sense. */
  readonly capabilities?: Partial<Capabilities>;
}

/** The entities of such a target are drawn in the model's own vocabulary: names are not quoted, expressions are standard SQL. */
const capabilities: Capabilities = {
  transactionalDdl: false, enumTypes: true, comments: true, namespaces: false, arrays: true, partialIndexes: true, expressionIndexes: false, includeColumns: false,
  indexMethods: ["default"], concurrentIndexes: false, notValidConstraints: false, deferrableConstraints: false, identity: [], generated: [], collations: [], tableOptions: {},
  identifierBytes: 255, columnsPerTable: 1000,
};

/** A Target whose schema is the drawn entities and whose database is `native`. */
export function nativeTarget({ id, label, versions, loss, native, capabilities: more }: NativeTarget): Target {
  return {
    id, label, versions, native,
    capabilities: { ...capabilities, ...more },
    types: logicalTypes(loss),
    objectKinds: {},
    quote(identifier) {
      if (identifier === "" || identifier.includes("\0")) throw new Error("A name may not be empty nor hold NUL");
      return identifier;
    },
    literal: (text) => `'${text.replaceAll("'", "''")}'`,
    rules: unplanned,
    createSchema: () => [],
    introspect: async () => notRelational(),
    spellings: { now: "now()", randomUuid: "gen_random_uuid()", casts: false },
  };
}

/** Shared code asks `target.native` first; whoever comes here forgot to. */
function notRelational(): never {
  throw new Error("This target's database is planned and read by its native facility");
}

const members = { create: notRelational, drop: notRelational, rename: notRelational, alter: notRelational };
const unplanned: KindRules = {
  table: { create: notRelational, drop: notRelational, rename: notRelational, alter: notRelational, createsForeignKeys: false },
  column: members, primaryKey: members, unique: members, foreignKey: members, check: members, index: members,
  enum: { create: notRelational, drop: notRelational, rename: notRelational, alter: notRelational },
};
