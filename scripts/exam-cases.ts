import { readFileSync } from "node:fs";

/** The cases of an exam file: each as a function that gives a property's text, empty where it has none. */
export function readCases<T>(path: string, caseOf: (text: (property: string) => string) => T): T[] {
  const list: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(list)) throw new Error(`${path} is no list`);
  return list.map((item: unknown) => caseOf((property) => {
    const value: unknown = typeof item === "object" && item !== null ? Reflect.get(item, property) : undefined;
    return typeof value === "string" ? value : "";
  }));
}
