import type { Metadata } from "next";
import { DiagramPage } from "@/components/diagram/diagram-page";

export const metadata: Metadata = { title: "Diagram" };

export default function Page() {
  return <DiagramPage />;
}
