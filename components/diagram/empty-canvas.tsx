"use client";

import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

/** An empty diagram teaches how to begin. */
export function EmptyCanvas({ onAddTable, onImport }: { onAddTable(): void; onImport(): void }) {
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center p-6">
      <div className="pointer-events-auto grid max-w-100 justify-items-center gap-3 text-center">
        <h2 className="text-lg font-semibold">Draw the first table</h2>
        <p className="text-ink-2">Press <Kbd keys="T" />, type its name, press <Kbd keys="Enter" />, then type columns such as <code className="identifier">email text</code>.</p>
        <div className="flex gap-2">
          <Button onClick={onAddTable}>Add table</Button>
          <Button variant="quiet" onClick={onImport}>Import instead</Button>
        </div>
      </div>
    </div>
  );
}
