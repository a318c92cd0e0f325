/** Turns beside the label of a button that has waited for 0.3 s; before that, most answers have arrived. */
export function Spinner() {
  return (
    <svg viewBox="0 0 20 20" className="late-spinner size-4 shrink-0" aria-hidden="true">
      <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2.5" opacity="0.3" />
      <path d="M10 2a8 8 0 0 1 8 8" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
