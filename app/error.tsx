"use client";

import { PageFrame } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/states";

export default function ErrorPage({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <PageFrame>
      <h1 className="sr-only">Error</h1>
      <ErrorState title="This page stopped working" action={<Button onClick={reset}>Open it again</Button>}>
        {error.message}. Your changes are kept; if it happens again, reload the page.
      </ErrorState>
    </PageFrame>
  );
}
