/** Marks an error for people who don't see its colour. */
export function ErrorMark() {
  return (
    <svg viewBox="0 0 20 20" className="mt-0.5 size-4 shrink-0 fill-current" aria-hidden="true">
      <path d="M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 5h2v6H9zm0 8h2v2H9z" />
    </svg>
  );
}
