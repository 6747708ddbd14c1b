import { templates } from "@/lib/design/templates";

/** What the new-design page shows of a template. */
export interface TemplateCard {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tables: readonly string[];
}

/** The templates as cards, in their own order. */
export const templateCards: readonly TemplateCard[] = templates.map(({ id, title, description, tables }) => ({ id, name: title, description, tables }));
