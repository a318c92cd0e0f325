import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Person } from '../person.ts';

/** Colour schemes and devices. */
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
  // What 1280 × 1024 becomes at a zoom of 400 % (WCAG 1.4.10).
  zoomed: { viewport: { width: 320, height: 256 }, colorScheme: 'light' },
  contrast: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', forcedColors: 'active' },
} as const satisfies Record<string, BrowserContextOptions>;
export type Look = keyof typeof looks;
export const lookNames = Object.keys(looks) as Look[];

/** A user with a browser: one set of cookies, initially one tab. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Script errors and console errors in any of the tabs. */
  problems: string[];
  leave(): Promise<void>;
}

export interface VisitorOptions {
  storeUrl: string;
  look?: Look;
  /** The signed-in user; nobody by default. */
  person?: Person;
  /** Further options of Playwright, such as a locale. */
  options?: BrowserContextOptions;
}

/** Enough for a page on a slow machine. */
const actionTimeoutMs = 15_000;

/** Opens a browser window. Animations are off, so that pictures are comparable. */
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
  context.setDefaultTimeout(actionTimeoutMs);
  return { context, page: await context.newPage(), problems, leave: () => context.close() };
}
