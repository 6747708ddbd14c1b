import type { Pending } from "@/lib/design/pending";
import { declaredHazards } from "@/lib/plan";
import type { FileHazards } from "@/lib/proof";
import { Chip } from "@/components/ui/chip";
import { FileBrowser } from "./file-browser";
import { HazardChips, ReversibilityChip } from "./hazards";

/** The files as they would be released: migrations with what they cost, and scripts for rows. */
export function PendingFiles({ migrations, dataMigrations, measured }: Pick<Pending, "migrations" | "dataMigrations"> & { readonly measured: readonly FileHazards[] | undefined }) {
  return (
    <FileBrowser
      label="Pending files"
      files={[
        ...migrations.map(({ planned, file }) => {
          const hazards = measured?.find((each) => each.file === file.name)?.hazards ?? declaredHazards(planned);
          return {
            name: file.name, content: file.content, title: planned.title,
            marks: <><ReversibilityChip reversibility={planned.reversibility} /><HazardChips hazards={hazards.filter(({ direction, severity }) => direction === "up" && severity !== "info")} /></>,
          };
        }),
        ...dataMigrations.map((file) => ({ name: file.name, content: file.content, title: "A data migration: run it apart from the schema migrations, after them.", marks: <Chip tone="info">data</Chip> })),
      ]}
    />
  );
}
