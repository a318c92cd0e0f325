'use client';

import { MessagePage } from '@/site/message-page.tsx';
import { archivo } from './font.ts';
import './globals.css';

/** Stands in for the whole document when the layout itself failed, so it relies on nothing of it: not even the language. */
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
            <p>It was not you. If you were paying, look at your orders first: a payment is never taken twice.</p>
          </MessagePage>
        </main>
      </body>
    </html>
  );
}
