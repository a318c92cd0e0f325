import type { ReactNode } from 'react';

/** An id, a key, a topic: something that is copied, not read. */
export const Code = ({ children }: { children: ReactNode }) => (
  <code className="font-mono text-[0.8125rem] wrap-anywhere">{children}</code>
);

/** Text as a program wrote it. What is too wide or too long scrolls inside, by keyboard too. */
export function CodeBlock({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it
      tabIndex={0}
      className="max-h-112 overflow-auto rounded-field border border-line bg-card"
    >
      <pre className="w-max min-w-full p-3 font-mono text-xs leading-relaxed">{children}</pre>
    </section>
  );
}
