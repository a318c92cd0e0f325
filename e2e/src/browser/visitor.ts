import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Person } from '../person.ts';

/** How a page can be looked at. */
export const looks = {
  light: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  mobile: {
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
} as const satisfies Record<string, BrowserContextOptions>;
export type Look = keyof typeof looks;
export const lookNames = Object.keys(looks) as Look[];

/** Somebody before a browser: one set of cookies, one tab to begin with. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser has complained of in any of their tabs: scripts that failed, errors on the console. */
  problems: string[];
  leave(): Promise<void>;
}

export interface VisitorOptions {
  storeUrl: string;
  look?: Look;
  /** Whose session it is; nobody's by default. */
  person?: Person;
  /** More of Playwright's options: a locale, say. */
  options?: BrowserContextOptions;
}

/** Long for a page, short for a person. */
const patienceMs = 15_000;

/** Opens a browser's window for somebody. Nothing moves by itself there, so that pictures are alike. */
export async function visit(
  browser: Browser,
  { storeUrl, look = 'light', person, options }: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-US', ...looks[look], ...options });
  const problems: string[] = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`);
    });
  });
  if (person) {
    const [name = '', value = ''] = person.cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url: storeUrl, httpOnly: true, sameSite: 'Lax' }]);
  }
  context.setDefaultTimeout(patienceMs);
  return { context, page: await context.newPage(), problems, leave: () => context.close() };
}
