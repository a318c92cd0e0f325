import { get } from 'node:http';
import type { Page } from 'playwright-core';
import { openBrowser } from './open-browser.ts';
import { visit } from './visitor.ts';

/** Limit of the browse page's compressed JavaScript, bytes. */
export const maxScriptBytes = 150_000;

/** The transferred bytes of a gzipped script, without headers. */
function compressedSize(url: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
    if (response.headers['content-encoding'] !== 'gzip') reject(new Error(`${url} is not compressed`));
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    response.on('end', () => resolve(bytes));
    response.on('error', reject);
  }).on('error', reject);
  return promise;
}

async function scriptsOf(page: Page, url: string): Promise<Set<string>> {
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return scripts;
}

/** Compressed bytes of JavaScript that a first visit to a page loads. Plain HTTP only. */
export async function scriptSizeOf(url: string): Promise<number> {
  const browser = await openBrowser();
  try {
    const { page } = await visit(browser, { storeUrl: url });
    const sizes = await Promise.all([...(await scriptsOf(page, url))].map(compressedSize));
    return sizes.reduce((sum, size) => sum + size, 0);
  } finally {
    await browser.close();
  }
}
