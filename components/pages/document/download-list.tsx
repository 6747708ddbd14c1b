"use client";

import { FileCode2, FileImage, FileText } from "lucide-react";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import { pngOfScene } from "@/components/canvas/picture";
import { saveBlob } from "@/components/diagram/save-blob";
import { useDesignId, useSession } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import { useToast } from "@/components/ui/toast";
import { buildScene, lightTheme } from "@/lib/export/diagram";

const files = [
  { format: "md", label: "Design document, Markdown", icon: FileText },
  { format: "html", label: "Design document, HTML", icon: FileText },
  { format: "sql", label: "Schema, SQL", icon: FileCode2 },
  { format: "dbml", label: "Schema, DBML", icon: FileCode2 },
  { format: "mermaid", label: "Diagram, Mermaid", icon: FileCode2 },
  { format: "json", label: "Schema, Strata JSON", icon: FileCode2 },
  { format: "svg", label: "Diagram, SVG", icon: FileImage },
] as const;

/** Every single file the design can be had as. */
export function DownloadList() {
  const id = useDesignId();
  const session = useSession();
  const show = useToast();
  const derived = useTarget().native !== undefined;
  const png = async () => {
    const { design } = session.getSnapshot();
    try {
      // Light whatever the interface looks like: pictures go into documents.
      saveBlob(await pngOfScene(buildScene({ schema: design.schema, ...design.layout }), lightTheme, 2), `${design.name}.png`);
    } catch (error) {
      show({ text: messageOf(error), tone: "bad" });
    }
  };
  const line = "flex h-7 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-sunken [&_svg]:size-4 [&_svg]:stroke-[1.5] [&_svg]:text-ink-3";
  return (
    <section aria-labelledby="downloads" className="grid gap-1">
      <h2 id="downloads" className="font-semibold">Single files</h2>
      <ul className="-mx-2">
        {files.filter(({ format }) => format !== "sql" || !derived).map(({ format, label, icon: Icon }) => (
          <li key={format}><a className={line} href={api.exportUrl(id, format)} download><Icon aria-hidden />{label}</a></li>
        ))}
        <li><button type="button" className={line} onClick={() => void png()}><FileImage aria-hidden />Diagram, PNG</button></li>
      </ul>
    </section>
  );
}
