"use client";

import { useEffect } from "react";
import { canvasFonts } from "@/components/canvas/fonts";
import { prepareImportedPicture } from "@/components/canvas/first-picture/coming";

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
