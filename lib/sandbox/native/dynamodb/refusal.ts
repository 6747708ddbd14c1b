import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";

/** What DynamoDB would refuse, with the name of its exception. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

export function refuse(exception: string, message: string): never {
  throw new Refusal(`${exception}: ${message}`);
}

export function invalid(message: string): never {
  return refuse("ValidationException", message);
}

/** A member of an input as a text; refused when it is absent or something else. */
export function text(input: JsonObject, member: string): string {
  const value = input[member];
  return typeof value === "string" ? value : invalid(`${member} must be a string`);
}

export function object(value: JsonValue | undefined, what: string): JsonObject {
  return isJsonObject(value) ? value : invalid(`${what} must be an object`);
}

export function list(value: JsonValue | undefined, what: string): readonly JsonValue[] {
  return Array.isArray(value) ? value : invalid(`${what} must be a list`);
}

/** Members that the API does not know are refused by every SDK. */
export function known(input: JsonObject, members: readonly string[], what: string): void {
  const strange = Object.keys(input).find((member) => !members.includes(member));
  if (strange !== undefined) invalid(`Unknown parameter in ${what}: "${strange}", must be one of: ${members.join(", ")}`);
}
