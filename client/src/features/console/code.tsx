import type { ReactNode } from 'react';

/** An id, key or topic, for copying. */
export const Code = ({ children }: { children: ReactNode }) => (
  <code className="font-mono text-[0.8125rem] wrap-anywhere">{children}</code>
);

/** Preformatted text. Long or wide text scrolls inside, also by keyboard. */
export function CodeBlock({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: makes it scrollable by keyboard
      tabIndex={0}
      className="max-h-112 overflow-auto rounded-field border border-line bg-card"
    >
      <pre className="w-max min-w-full p-3 font-mono text-xs leading-relaxed">{children}</pre>
    </section>
  );
}
