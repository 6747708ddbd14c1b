import type { Metadata } from "next";
import type { ReactNode } from "react";
import { StudioFrame } from "@/components/studio/studio-frame";

export const metadata: Metadata = { title: "Design" };

export default async function Layout({ children, params }: { readonly children: ReactNode; readonly params: Promise<{ readonly id: string }> }) {
  return <StudioFrame id={decodeURIComponent((await params).id)}>{children}</StudioFrame>;
}
