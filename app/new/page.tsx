import type { Metadata } from "next";
import { NewDesignPage } from "@/components/new-design/new-design-page";

export const metadata: Metadata = { title: "New design" };

export default function Page() {
  return <NewDesignPage />;
}
