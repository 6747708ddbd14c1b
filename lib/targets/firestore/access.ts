import type { Column, Id, Table } from "../../model";
import { choose, type MappingDecision } from "../native";
import type { Situation } from "../native/situation";

/** Who may use the documents of a collection, before fields have their names. */
export type AccessChoice = { readonly kind: "admin" | "readers" | "self" } | { readonly kind: "owner" | "claim"; readonly column: Column };

const people = /^(?:app_?|auth_?)?(?:users?|accounts?|people|persons?|members?|profiles?|customers?)$/i;
const personal = /(?:^|_)(?:user|owner|author|account|member|customer|person|profile|uid)(?:_?id)?$|(?:User|Owner|Author|Account|Member|Customer)Id$/;

/** Decides whom the rules let in. Everything is denied that no rule opens; the Admin SDK passes all rules. */
export function accessOf(situation: Situation, table: Table): { readonly value: AccessChoice; readonly decision: MappingDecision } {
  const scopes = [...new Set(situation.input.patterns.flatMap(({ scope }) => scope ?? []))].flatMap((id) => table.columns.filter((column) => column.id === id));
  const isPeople = (id: Id): boolean => people.test(situation.name(id));
  const references = table.foreignKeys.filter(({ columns, referencedTable }) => columns.length === 1 && isPeople(referencedTable)).flatMap(({ columns }) => table.columns.filter(({ id }) => id === columns[0]));
  const texts = table.columns.filter(({ type, id }) => (type.kind === "uuid" || type.kind === "text" || type.kind === "string") && (scopes.some((scope) => scope.id === id) || references.some((reference) => reference.id === id) || personal.test(id.split(".").at(-1) ?? "") || personal.test(situation.column(id)?.name ?? "")));
  const scope = scopes.find(({ id }) => texts.some((column) => column.id === id));
  const single = table.primaryKey?.columns.length === 1;
  const owner = references.length === 1 ? references.find(({ name }) => personal.test(name)) : undefined;
  const ofScope = scope === undefined ? undefined : references.some(({ id }) => id === scope.id) || personal.test(scope.name) ? `owner:${scope.id}` : `claim:${scope.id}`;
  const proposed = ofScope ?? (single && isPeople(table.id) ? "self" : owner === undefined ? "admin" : `owner:${owner.id}`);
  const reason = scope !== undefined ? `An access pattern says that ${scope.name} decides whose rows may be seen.`
    : proposed === "self" ? `${table.name} are the people: each sees the document whose id is their own.`
      : owner !== undefined ? `${owner.name} refers to people, and no access pattern says otherwise: each sees their own.` : "No access pattern says whose rows may be seen, so no client sees any.";
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "access", label: `Who may use ${table.name}`,
    options: [
      { id: "admin", label: "Admins only", help: "Clients whose token has the custom claim admin; the server's Admin SDK passes all rules." },
      { id: "readers", label: "Signed-in people read, admins write", help: "For catalogues and reference data." },
      ...(single ? [{ id: "self", label: "The person whose id is the document's", help: "The document's id is request.auth.uid." }] : []),
      ...texts.flatMap((column) => [{ id: `owner:${column.id}`, label: `The person in ${column.name}`, help: `${column.name} equals request.auth.uid.` }, { id: `claim:${column.id}`, label: `Everybody of the same ${column.name}`, help: `${column.name} equals the custom claim of that name: tenants, organisations.` }]),
    ],
    proposed, reason,
  }, situation.input.choices);
  const column = texts.find(({ id }) => chosen === `owner:${id}` || chosen === `claim:${id}`);
  if (column !== undefined) return { value: { kind: chosen.startsWith("owner:") ? "owner" : "claim", column }, decision };
  return { value: { kind: chosen === "self" || chosen === "readers" ? chosen : "admin" }, decision };
}
