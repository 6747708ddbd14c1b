import type { Metadata } from "next";
import { DocumentPage } from "@/components/pages/document/document-page";

export const metadata: Metadata = { title: "Document" };

export default function Page() {
  return <DocumentPage />;
}
