/** The shape of the list of designs while it loads. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading designs" className="rounded-card border border-line bg-surface">
      {[72, 56, 64, 48].map((width) => (
        <div key={width} className="flex h-9 items-center gap-6 border-b border-line px-3 last:border-b-0">
          <span className="skeleton h-3" style={{ width: `${width * 3}px` }} />
          <span className="skeleton ml-auto h-3 w-24" />
          <span className="skeleton h-3 w-10" />
          <span className="skeleton h-3 w-20" />
        </div>
      ))}
    </div>
  );
}
