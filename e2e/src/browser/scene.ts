import type { Browser, Page } from 'playwright-core';
import type { Person } from '../person.ts';
import type { System } from '../system.ts';
import { type VisitorOptions, visit } from './visitor.ts';

/** What somebody has to see before a page's state can be judged. */
export interface Arranged {
  /** Path of the page. */
  path: string;
  /** Whose session it is; nobody's when left out. */
  person?: Person;
  /** What is done on the page, from when its address was opened until it is in its state. */
  act?: (page: Page) => Promise<unknown>;
  /** Puts things back that others need: a service that was stopped. */
  leave?: () => Promise<void>;
}

/** A state of a page, and how it comes about. */
export interface Scene {
  /** Page and state, as the picture's file is called: `ticket-sold`. */
  name: string;
  /** What must be on the screen: a piece of the page's text. */
  shows: string | RegExp;
  /** Makes the state; everything in it belongs to this scene alone, so scenes do not depend on each other. */
  arrange: (system: System) => Promise<Arranged>;
  /** Errors on the console that belong to the state: the browser reports every failed request. */
  complains?: RegExp;
}

/** Makes a scene's state, opens its page, waits until it shows what it must, and lets somebody look at it. */
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
    // A skeleton has its words for screen readers only.
    const spoken = visitor.page.getByRole('status', { name: scene.shows });
    await visitor.page.getByText(scene.shows).or(spoken).filter({ visible: true }).first().waitFor();
    const seen = await lookAt(visitor.page);
    return { seen, problems: visitor.problems.filter((problem) => !scene.complains?.test(problem)) };
  } finally {
    await visitor.leave();
    await leave?.();
  }
}
