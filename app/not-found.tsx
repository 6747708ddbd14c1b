import Link from "next/link";
import { PageFrame } from "@/components/shell/top-bar";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";

export default function NotFound() {
  return (
    <PageFrame>
      <h1 className="sr-only">Not found</h1>
      <EmptyState title="There is nothing at this address" action={<Link href="/" className={buttonClass("primary")}>See all designs</Link>}>
        The design may have been deleted, or the link is cut off.
      </EmptyState>
    </PageFrame>
  );
}
