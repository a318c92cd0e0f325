import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { handledEvents } from './handled-events.ts';

const root = join(import.meta.dirname, '../../..');

it.each(['infra/compose/compose.yaml', 'infra/k8s/components/stripe-sandbox/sandbox.yaml'])(
  'are the events that the sandbox of %s sends',
  async (file) => expect(await readFile(join(root, file), 'utf8')).toContain(handledEvents.join()),
);
