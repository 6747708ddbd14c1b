import type { Metadata } from "next";
import { headers } from "next/headers";
import { preinit, preload } from "react-dom";
import { DiagramPage } from "@/components/diagram/diagram-page";
import { firstPictureScript } from "@/lib/design/first-picture";

export const metadata: Metadata = { title: "Diagram" };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = encodeURIComponent(decodeURIComponent((await params).id));
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  // Both are asked for with the page, and neither waits for the other: the picture, and what draws it.
  preload(`/api/v1/designs/${id}/first-picture`, { as: "fetch", crossOrigin: "anonymous" });
  preinit(firstPictureScript, { as: "script", ...(nonce === undefined ? {} : { nonce }) });
  return <DiagramPage />;
}
