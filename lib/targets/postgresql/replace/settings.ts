import type { SchemaObject } from "../../../model";
import type { Statement } from "../../target";
import { splitDefinition } from "../statements";

/** What a setting of an object is taken back by, for the statements introspection prints. */
export function resetOf(sql: string): string {
  const comment = /^(COMMENT ON [^]*?) IS /.exec(sql);
  if (comment !== null) return `${comment[1]} IS NULL`;
  const cluster = /^(ALTER (?:TABLE|MATERIALIZED VIEW) [^]+) CLUSTER ON /.exec(sql);
  if (cluster !== null) return `${cluster[1]} SET WITHOUT CLUSTER`;
  if (/ OWNER TO /.test(sql)) return sql.replace(/ OWNER TO [^]*$/, " OWNER TO CURRENT_USER");
  const trigger = /^(ALTER TABLE [^]+ )(?:DISABLE|ENABLE REPLICA|ENABLE ALWAYS|ENABLE) (TRIGGER [^]+)$/.exec(sql);
  if (trigger !== null) return `${trigger[1]}ENABLE ${trigger[2]}`;
  if (/ SET STATISTICS /.test(sql)) return sql.replace(/ SET STATISTICS .*$/, " SET STATISTICS -1");
  if (/ SET STORAGE /.test(sql)) return sql.replace(/ SET STORAGE .*$/, " SET STORAGE DEFAULT");
  if (/ SET COMPRESSION /.test(sql)) return sql.replace(/ SET COMPRESSION .*$/, " SET COMPRESSION default");
  const parameters = /^([^]+) SET \((.*)\)$/.exec(sql);
  if (parameters !== null) return `${parameters[1]} RESET (${(parameters[2] ?? "").split(",").map((part) => part.split("=")[0]?.trim()).join(", ")})`;
  throw new Error(`Not a setting: ${sql}`);
}

/** What a setting is set of, so that two statements that set the same replace each other. */
function subjectOf(sql: string): string {
  return resetOf(sql).replace(/ RESET .*$/, " RESET");
}

/** Takes all settings of an object of settings back. */
export function dropSettings(object: SchemaObject): Statement[] {
  return splitDefinition(object.definition).toReversed().map((sql) => ({ sql: resetOf(sql) }));
}

/** From some settings to others; what is in both is left alone. */
export function changeSettings(from: readonly string[], to: readonly string[]): Statement[] {
  const set = new Set(to.map(subjectOf));
  return [
    ...from.filter((sql) => !to.includes(sql) && (!set.has(subjectOf(sql)) || / SET \(/.test(sql))).toReversed().map((sql) => ({ sql: resetOf(sql) })),
    ...to.filter((sql) => !from.includes(sql)).map((sql) => ({ sql })),
  ];
}

/** The same for whole objects of settings. */
export function replaceSettings(from: SchemaObject, to: SchemaObject): Statement[] {
  return changeSettings(splitDefinition(from.definition), splitDefinition(to.definition));
}

/** An object whose creation is the same changes in its settings; undefined when it is not. */
export function replaceIfOnlySettings(from: SchemaObject, to: SchemaObject): Statement[] | undefined {
  const [before, ...old] = splitDefinition(from.definition);
  const [after, ...fresh] = splitDefinition(to.definition);
  return before === after ? changeSettings(old, fresh) : undefined;
}
