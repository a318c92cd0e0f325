import { relative } from 'node:path';
import { styleText } from 'node:util';
import { root } from '../config.ts';
import type { ReloadEvent } from '../reload/reloader.ts';
import { failureText, printError, say } from './print.ts';

/** What an edit leads to, in the terminal. */
export function showReload(event: ReloadEvent): void {
  if (event.state === 'reloading') {
    const files = event.files.map((file) => relative(root, file)).join(', ');
    say(`${styleText('yellow', `${event.name} reloads:`)} ${styleText('dim', files)}`);
  }
  if (event.state === 'live')
    say(styleText('green', `${event.name} is live after ${(event.tookMs / 1000).toFixed(1)} s`));
  if (event.state === 'failed') printError(failureText(event.name, event.failure));
}
