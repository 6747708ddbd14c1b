/** What the new-design page shows of a template. */
export interface TemplateCard {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tables: readonly string[];
}

export const templateCards: readonly TemplateCard[] = [];
