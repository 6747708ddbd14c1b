import { z } from "zod";
import type { ImportedGroup, ImportedNote, ImportedPosition } from "../import-result";

const id = z.string().min(1).max(200);
const pixel = z.number().min(-10_000_000).max(10_000_000);
const color = z.exactOptional(z.number().int().min(0).max(7));

/** Most tables, groups and notes of one layout; as many as a schema may have tables. */
const most = 20_000;

/** Areas of a diagram. What is not a table of the schema is left out later: a layout is never a reason to refuse a schema. */
export const groupsShape: z.ZodType<readonly ImportedGroup[]> = z.array(z.object({ name: z.string().max(1000), tables: z.array(id).max(most), color })).max(most);

/** Notes of a diagram, with or without a place. */
export const notesShape: z.ZodType<readonly ImportedNote[]> = z.array(z.object({
  text: z.string().max(100_000), at: z.exactOptional(z.object({ x: pixel, y: pixel })), width: z.exactOptional(z.number().min(80).max(2000)), color,
})).max(most);

/** Where tables stand. */
export const positionsShape: z.ZodType<readonly ImportedPosition[]> = z.array(z.object({ table: id, x: pixel, y: pixel })).max(most);

/** All that a schema file or an import may say of the diagram. */
export const layoutShape = z.object({
  positions: z.exactOptional(positionsShape), groups: z.exactOptional(groupsShape), notes: z.exactOptional(notesShape),
});
export type ImportedLayout = z.infer<typeof layoutShape>;
