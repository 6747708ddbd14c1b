import type { Pending } from "@/lib/design/pending";
import { declaredHazards } from "@/lib/plan";
import type { FileHazards } from "@/lib/proof";
import { textLanguage } from "@/components/text/languages";
import { Chip } from "@/components/ui/chip";
import { FileBrowser } from "./file-browser";
import { HazardChips, ReversibilityChip } from "./hazards";

/** The files as they would be released: migrations with what they cost, and scripts for rows. */
export function PendingFiles({ migrations, dataMigrations, measured }: Pick<Pending, "migrations" | "dataMigrations"> & { readonly measured: readonly FileHazards[] | undefined }) {
  return (
    <FileBrowser
      label="Pending files"
      files={[
        ...migrations.flatMap(({ planned, file, language, beside = [] }) => {
          const hazards = measured?.find((each) => each.file === file.name)?.hazards ?? declaredHazards(planned);
          const whole = {
            name: file.name, content: file.content, title: planned.title, ...(language === undefined ? {} : { language: textLanguage(language) }),
            marks: <><ReversibilityChip reversibility={planned.reversibility} /><HazardChips hazards={hazards.filter(({ direction, severity }) => direction === "up" && severity !== "info")} /></>,
          };
          return [whole, ...beside.map(({ name, content }) => ({ name, content, title: planned.title }))];
        }),
        ...dataMigrations.map((file) => ({ name: file.name, content: file.content, title: "A data migration: run it apart from the schema migrations, after them.", marks: <Chip tone="info">data</Chip> })),
      ]}
    />
  );
}
