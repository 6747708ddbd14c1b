import type { Metadata } from "next";
import { ShapePage } from "@/components/pages/shape/shape-page";

export const metadata: Metadata = { title: "Shape" };

export default function Page() {
  return <ShapePage />;
}
