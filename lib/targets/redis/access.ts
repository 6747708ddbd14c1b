import { printCommand } from "./command-line";
import type { Entity, RedisModel } from "./model";

/** A user by role, with the keys it may touch and the commands it may call. Passwords are no part of a design: users come switched off and are switched on by hand. */
export interface Role {
  readonly name: string;
  readonly rules: readonly string[];
}

/** Readers, writers, and whoever runs migrations. */
export function rolesOf(model: Pick<RedisModel, "entities" | "searches">): readonly Role[] {
  const patterns = model.entities.flatMap(keyPatterns);
  const search = model.searches.length > 0 ? ["+ft.search", "+ft.aggregate"] : [];
  return [
    { name: "app_reader", rules: ["-@all", "%R~schema:version", ...patterns.map((pattern) => `%R~${pattern}`), "+@read", "+@connection", "-@dangerous", ...search] },
    { name: "app_writer", rules: ["-@all", "%R~schema:version", ...patterns.map((pattern) => `~${pattern}`), "+@read", "+@write", "+@connection", "+@transaction", "+fcall", "+time", "-@dangerous", ...search] },
    { name: "app_migrator", rules: ["-@all", "~*", "+@all", "-flushall", "-flushdb", "-shutdown", "-debug", "-config"] },
  ];
}

/** Patterns of all keys of an entity. */
export function keyPatterns(entity: Entity): readonly string[] {
  const beginnings = [entity.prefix, ...entity.lookups.map(({ key }) => key), ...(entity.counter === undefined ? [] : [entity.counter])];
  return [...new Set(beginnings)].filter((each) => !beginnings.some((other) => other !== each && each.startsWith(other))).map((each) => (each === entity.counter || !each.endsWith(":") ? each : `${each}*`));
}

/** Creates the user, or gives one that is there other keys and commands; its passwords and whether it is on stay. */
export function setUser({ name, rules }: Role): string {
  return printCommand(["ACL", "SETUSER", name, "resetkeys", "resetchannels", ...rules]);
}

/** The users as Redis loads them from its aclfile. */
export function aclFile(model: RedisModel): string {
  return rolesOf(model).map(({ name, rules }) => `user ${name} off resetchannels ${rules.join(" ")}\n`).join("");
}
