const rows = ['w-full', 'w-11/12', 'w-full', 'w-10/12'];

/** Placeholder for loading tables. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-4 rounded-card border border-line bg-card p-4">
      {rows.map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all items are equal
        <div key={at} className={`skeleton h-5 ${width}`} />
      ))}
    </div>
  );
}
