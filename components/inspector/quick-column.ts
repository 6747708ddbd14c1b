import type { ColumnType, EnumType } from "@/lib/model";
import type { Target } from "@/lib/targets/target";

export interface QuickColumn {
  readonly name: string;
  readonly type?: ColumnType;
  readonly nullable?: boolean;
}

/**
 * Reads a column typed as in SQL: `email`, `email text`, `total numeric(10,2) not null`, `note text null`.
 * A name with spaces stands in double quotes. Answers undefined for an empty text.
 */
export function parseQuickColumn(text: string, target: Target, enums: readonly EnumType[]): QuickColumn | undefined {
  const match = /^\s*(?:"((?:[^"]|"")+)"|(\S+))\s*(.*)$/s.exec(text);
  const name = match?.[1]?.replaceAll('""', '"') ?? match?.[2];
  if (name === undefined) return undefined;
  const rest = (match?.[3] ?? "").trim();
  const nullness = /\s*\b(not\s+)?null\s*$/i;
  const said = nullness.exec(rest);
  const typeText = rest.replace(nullness, "").trim();
  return {
    name,
    ...(typeText === "" ? {} : { type: target.types.parse(typeText, { enums }) }),
    ...(said === null ? {} : { nullable: said[1] === undefined }),
  };
}
