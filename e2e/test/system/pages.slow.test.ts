import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { violationsOn } from '../../src/browser/accessibility.ts';
import { openBrowser } from '../../src/browser/open-browser.ts';
import { play } from '../../src/browser/scene.ts';
import { scenes } from '../../src/browser/scenes/index.ts';
import { lookNames } from '../../src/browser/visitor.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

describe.each(lookNames)('every state of every page, %s', (look) => {
  it.each(scenes.map((scene) => [scene.name, scene] as const))(
    '%s is accessible, and the browser reports no error',
    async (_name, scene) => {
      expect(await play(browser, system, scene, { look }, violationsOn)).toEqual({ seen: [], problems: [] });
    },
    120_000,
  );
});
