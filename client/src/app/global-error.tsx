'use client';

import { MessagePage } from '@/site/message-page.tsx';
import { archivo } from './font.ts';
import './globals.css';

/** Replaces the whole document when the layout fails, so it depends on nothing from it, not even the language. */
export default function GlobalErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={archivo.variable}>
      <body className="p-6">
        <title>Something broke · Ticketing</title>
        <main>
          <MessagePage
            title="Something broke on our side"
            actions={
              <button
                type="button"
                className="min-h-12 font-semibold text-accent-ink underline"
                onClick={() => retry()}
              >
                Try again
              </button>
            }
          >
            <p>It is not your fault. If you were paying, check your orders first: you are never charged twice.</p>
          </MessagePage>
        </main>
      </body>
    </html>
  );
}
