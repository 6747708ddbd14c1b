import { blog } from "./blog";
import { booking } from "./booking";
import { iot } from "./iot";
import { saas } from "./saas";
import { shop } from "./shop";
import type { Template } from "./template";

export type { Template } from "./template";

/** Worked designs to start from, in the order of the page. */
export const templates: readonly Template[] = [shop, saas, blog, booking, iot];

export function findTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}
