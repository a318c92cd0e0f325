import { type Browser, chromium, type Page } from 'playwright-core';

/** A window of a real browser, and what went wrong in it. */
export interface OpenBrowser {
  page: Page;
  /** Errors of the pages, and what they wrote to the console as errors. */
  problems: string[];
  close: Browser['close'];
}

// Chromium as root has no sandbox of its own, and asks the network for things it does not need here.
const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Opens Chromium: CHROMIUM, or the one that Debian installs. */
export async function openBrowser(): Promise<OpenBrowser> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, problems, close: () => browser.close() };
}
