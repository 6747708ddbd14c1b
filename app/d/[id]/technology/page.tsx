import type { Metadata } from "next";
import { TechnologyPage } from "@/components/pages/technology/technology-page";

export const metadata: Metadata = { title: "Technology" };

export default function Page() {
  return <TechnologyPage />;
}
