import type { Browser, Page } from 'playwright-core';
import type { Person } from '../person.ts';
import type { System } from '../system.ts';
import { type VisitorOptions, visit } from './visitor.ts';

/** How to bring a page into its state. */
export interface Arranged {
  /** Path of the page. */
  path: string;
  /** The signed-in user; nobody by default. */
  person?: Person;
  /** Actions on the opened page that bring it into its state. */
  act?: (page: Page) => Promise<unknown>;
  /** Restores what other scenes need, such as a stopped service. */
  leave?: () => Promise<void>;
}

/** A state of a page, and how to reach it. */
export interface Scene {
  /** Page and state, also the name of the picture: `ticket-sold`. */
  name: string;
  /** Text that the page must show. */
  shows: string | RegExp;
  /** Creates the state. Its data belongs to this scene alone, so scenes do not depend on each other. */
  arrange: (system: System) => Promise<Arranged>;
  /** Expected console errors: the browser reports every failed request. */
  expectedErrors?: RegExp;
}

/** Creates a scene's state, opens its page, waits for its text and calls `look`. */
export async function play<T>(
  browser: Browser,
  system: System,
  scene: Scene,
  how: Pick<VisitorOptions, 'look' | 'options'>,
  lookAt: (page: Page) => Promise<T>,
): Promise<{ seen: T; problems: string[] }> {
  const { storeUrl } = system;
  const { path, person, act, leave } = await scene.arrange(system);
  const visitor = await visit(browser, { ...how, storeUrl, ...(person && { person }) });
  try {
    await visitor.page.goto(`${storeUrl}${path}`);
    await act?.(visitor.page);
    // A skeleton's text is visible only to screen readers.
    const spoken = visitor.page.getByRole('status', { name: scene.shows });
    await visitor.page.getByText(scene.shows).or(spoken).filter({ visible: true }).first().waitFor();
    const seen = await lookAt(visitor.page);
    return { seen, problems: visitor.problems.filter((problem) => !scene.expectedErrors?.test(problem)) };
  } finally {
    await visitor.leave();
    await leave?.();
  }
}
