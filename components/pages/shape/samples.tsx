"use client";

import type { NativePicture } from "@/lib/targets/native";

/** Sample items as they would be stored, by facet: the base table and each index of it. */
export function Samples({ picture }: { readonly picture: NativePicture }) {
  return (
    <div className="grid gap-6 p-4">
      {picture.boxes.flatMap((box) => (box.samples ?? []).map((sample, i) => (
        <section key={`${box.id} ${i}`} aria-label={`${box.title}: ${sample.facet}`} className="grid gap-1.5">
          <h3><span className="identifier font-semibold">{box.title}</span> <span className="text-ink-2">{sample.facet}</span></h3>
          <div className="overflow-x-auto rounded-card border border-line bg-surface" tabIndex={0} role="group" aria-label={`Items of ${box.title}, ${sample.facet}`}>
            <table className="w-full border-collapse text-sm">
              <thead><tr className="border-b border-line text-left text-ink-3">{sample.columns.map((column, at) => <th key={at} scope="col" className="h-7 px-3 font-medium whitespace-nowrap">{column}</th>)}</tr></thead>
              <tbody>{sample.items.map((item, at) => <tr key={at} className="border-b border-line last:border-b-0">{item.map((value, k) => <td key={k} className="identifier max-w-80 truncate px-3 py-1" title={value}>{value}</td>)}</tr>)}</tbody>
            </table>
          </div>
        </section>
      )))}
    </div>
  );
}
