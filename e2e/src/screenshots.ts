import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '@ticketing/common/cli';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser/open-browser.ts';
import { play, type Scene } from './browser/scene.ts';
import { scenes } from './browser/scenes/index.ts';
import { lookNames } from './browser/visitor.ts';
import { withOwnSystem } from './own-system.ts';
import type { System } from './system.ts';

const root = join(import.meta.dirname, '../..');
const pictures = join(root, '.local/screenshots');
const stack = { TICKETING_HOME: join(root, '.local/screenshots-stack'), TICKETING_PORTS: 'auto' };
const say = (text: string) => void process.stdout.write(`${text}\n`);

const { chosen } = readArguments({
  usage: `Takes a picture of every state of every page, in light, dark and on a phone, into .local/screenshots:
npm run screenshots -- [scene …]
  --help              shows this text

A scene may be named by its beginning. It starts a separate stack, so that the pictures depend on nothing else. The scenes are:
  ${scenes.map(({ name }) => name).join('\n  ')}`,
  choices: {
    what: 'scene',
    names: scenes.map(({ name }) => name),
    matches: (name, given) => name.startsWith(given),
  },
});
const todo = scenes.filter(({ name }) => chosen.includes(name));

/** Takes a scene's pictures. @returns the problems */
async function take(browser: Browser, system: System, scene: Scene): Promise<string[]> {
  const problems: string[] = [];
  for (const look of lookNames) {
    const path = join(pictures, `${scene.name}.${look}.png`);
    const picture = (page: Page) => page.screenshot({ path, fullPage: true });
    const played = await play(browser, system, scene, { look }, picture).catch((error: Error) => ({
      problems: [error.message],
    }));
    problems.push(...played.problems.map((text) => `${look}: ${text}`));
  }
  return problems;
}

/** @returns the exit code */
async function takeAll(system: System): Promise<number> {
  const browser = await openBrowser();
  let failures = 0;
  let isCutOff = false;
  process.once('SIGINT', () => {
    isCutOff = true;
  });
  try {
    for (const [at, scene] of todo.entries()) {
      if (isCutOff) return 130;
      const problems = await take(browser, system, scene);
      failures += problems.length > 0 ? 1 : 0;
      say(
        `${String(at + 1).padStart(3)}/${todo.length}  ${scene.name}${problems.map((text) => `\n         ${text}`).join('')}`,
      );
    }
  } finally {
    await browser.close();
  }
  say(
    `\n${todo.length * lookNames.length} pictures in ${pictures}${failures > 0 ? `; ${failures} scenes with problems` : ''}`,
  );
  return failures > 0 ? 1 : 0;
}

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
say('starting a marketplace …');
process.exitCode = await withOwnSystem(stack, takeAll);
