import type { Metadata } from "next";
import { PatternsPage } from "@/components/pages/patterns/patterns-page";

export const metadata: Metadata = { title: "Patterns" };

export default function Page() {
  return <PatternsPage />;
}
