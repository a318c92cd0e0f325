import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

const page = (file: string) => readFileSync(new URL(`./page/${file}`, import.meta.url));

/** Read on each request: they are small, and an edit shows. */
const files: Readonly<Record<string, { file: string; contentType: string }>> = {
  '/': { file: 'index.html', contentType: 'text/html' },
  '/dashboard.css': { file: 'dashboard.css', contentType: 'text/css' },
  '/dashboard.js': { file: 'dashboard.js', contentType: 'text/javascript' },
};

/** Nothing from elsewhere, nothing inline, no frame around it, no trace of its address in a Referer. */
const safety = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

export const answerStatus = (res: ServerResponse, status: number): void => void res.writeHead(status, safety).end();

export const answerJson = (res: ServerResponse, body: unknown): void =>
  void res.writeHead(200, { ...safety, 'content-type': 'application/json' }).end(JSON.stringify(body));

/** @returns whether there is such a file */
export function answerFile(res: ServerResponse, path: string): boolean {
  const found = files[path];
  if (!found) return false;
  res.writeHead(200, { ...safety, 'content-type': `${found.contentType}; charset=utf-8` }).end(page(found.file));
  return true;
}

/** Begins server-sent events. @returns sends one */
export function beginEvents(res: ServerResponse): (event: unknown) => void {
  res.writeHead(200, { ...safety, 'content-type': 'text/event-stream' }).flushHeaders();
  return (event) => void res.write(`data: ${JSON.stringify(event)}\n\n`);
}
