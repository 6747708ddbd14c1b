"use client";

import { useEffect } from "react";
import type { TechnologyId } from "@/lib/model";
import { api } from "@/components/api/client";
import { canvasFonts } from "@/components/canvas/fonts";
import { prepareImportedPicture } from "@/components/canvas/first-picture/coming";

/** Has the server open an engine for the import that the page is about to ask for. Without it the import takes longer, and that is all. */
export function usePreparedEngine(target: TechnologyId | undefined): void {
  useEffect(() => { if (target !== undefined) api.prepareImport(target).catch(() => undefined); }, [target]);
}

/**
 * Gets ready, on the page where a design begins, what the next page needs: its code, the fonts of the canvas and, once an import has
 * found something, the picture of the design that will have the import's id.
 */
export function useComingDesign(importId: string | undefined): void {
  useEffect(() => {
    void canvasFonts();
    // Loads the collaboration code as it loads itself. Without it the next page only waits a little longer.
    import("@/components/studio/open-session").catch(() => undefined);
  }, []);
  useEffect(() => { if (importId !== undefined) prepareImportedPicture(importId); }, [importId]);
}
