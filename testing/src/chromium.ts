import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a Chromium for the browser tests: CHROMIUM, or an installed one. On Debian, installs it if running as root.
 * @throws with the remedy when there is none
 */
export function findChromium(): string {
  const given = process.env.CHROMIUM;
  const found = given ?? usualPlaces.find(existsSync);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('installing Chromium from Debian …\n');
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status;
    if (apt('update') === 0 && apt('install', '-y', '--no-install-recommends', 'chromium') === 0)
      return '/usr/bin/chromium';
  }
  throw new Error(
    'the browser tests need Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM',
  );
}
