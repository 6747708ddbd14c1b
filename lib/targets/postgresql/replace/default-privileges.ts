import type { Schema } from "../../../model";
import type { RuleContext, Statement } from "../../target";
import { quote } from "../lexical";
import { splitDefinition } from "../statements";

/** What ALTER DEFAULT PRIVILEGES calls the kinds of objects. */
export type DefaultsFor = "TABLES" | "SEQUENCES" | "FUNCTIONS" | "TYPES" | "SCHEMAS";

/** Something new that default privileges act on. */
export interface Created {
  readonly defaults: DefaultsFor;
  /** As GRANT takes it: `TABLE t`, `FUNCTION f(integer)`. */
  readonly what: string;
  readonly namespace: string | undefined;
}

interface Default { readonly granted: boolean; readonly grantee: string; readonly privileges: readonly string[]; readonly grantable: boolean }

const shape = /^ALTER DEFAULT PRIVILEGES (?:IN SCHEMA ("(?:[^"]|"")+"|\S+) )?(GRANT|REVOKE) (.+) ON (TABLES|SEQUENCES|FUNCTIONS|TYPES|SCHEMAS) (?:TO|FROM) (.+?)( WITH GRANT OPTION)?$/;

/** Takes from a new object what the default privileges in force gave it beyond what it is to have, and gives what they kept from it. */
export function settleDefaults(created: Created, context: RuleContext): Statement[] {
  const found = inForce(created, context.from);
  if (found.length === 0) return [];
  const wanted = context.goal ?? context.to;
  return found.flatMap((given): Statement[] => {
    const own = wanted.objects.find((object) => object.kind === "privilege" && object.name === `${titleOf(created.what)} to ${given.grantee}`);
    const said = own === undefined ? [] : splitDefinition(own.definition).map((sql) => ({ granted: sql.startsWith("GRANT "), grantable: sql.endsWith(" WITH GRANT OPTION"), privileges: privilegesOf(sql) }));
    const has = (granted: boolean, privilege: string): boolean => said.some((entry) => entry.granted === granted && entry.privileges.includes(privilege));
    if (!given.granted) {
      const missing = given.privileges.filter((privilege) => !has(false, privilege));
      return missing.length === 0 ? [] : [{ sql: `GRANT ${missing.join(", ")} ON ${created.what} TO ${given.grantee}` }];
    }
    const extra = given.privileges.filter((privilege) => !has(true, privilege));
    const passable = given.grantable ? given.privileges.filter((privilege) => !extra.includes(privilege) && !said.some((entry) => entry.grantable && entry.privileges.includes(privilege))) : [];
    return [
      ...(extra.length === 0 ? [] : [{ sql: `REVOKE ${extra.join(", ")} ON ${created.what} FROM ${given.grantee}` }]),
      ...(passable.length === 0 ? [] : [{ sql: `REVOKE GRANT OPTION FOR ${passable.join(", ")} ON ${created.what} FROM ${given.grantee}` }]),
    ];
  });
}

/** Defaults of other roles than the one that runs the plan act on what those roles create. */
function inForce(created: Created, schema: Schema): Default[] {
  return schema.objects.flatMap((object) => (object.kind === "default privilege" ? splitDefinition(object.definition) : [])).flatMap((sql): Default[] => {
    const [, namespace, verb, privileges = "", kind, grantee = "", option] = shape.exec(sql) ?? [];
    if (kind !== created.defaults || (namespace !== undefined && namespace !== quote(created.namespace ?? "public"))) return [];
    return [{ granted: verb === "GRANT", grantee, privileges: privileges.split(",").map((text) => text.trim()), grantable: option !== undefined }];
  });
}

/** How introspection names the privileges on it. */
function titleOf(what: string): string {
  const at = what.indexOf(" ");
  return `${what.slice(0, at).toLowerCase()}${what.slice(at)}`;
}

/** Privileges on the whole object, without those of columns. */
function privilegesOf(sql: string): string[] {
  const list = /^(?:GRANT|REVOKE) (.+?) ON /.exec(sql)?.[1] ?? "";
  return list.split(",").map((text) => text.trim()).filter((text) => text !== "" && !text.includes("("));
}
