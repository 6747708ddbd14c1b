"use client";

import { VisuallyHidden } from "radix-ui";

/** Reads a changing text aloud without showing it. */
export function LiveRegion({ text }: { readonly text: string }) {
  return <VisuallyHidden.Root role="status" aria-live="polite">{text}</VisuallyHidden.Root>;
}
