import { rm } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { startStripeSandbox } from '../src/index.ts';
import { givenSandbox } from './support.ts';

it('refuses a ledger that another sandbox has locked, and a port that is taken', async () => {
  const [bed, other] = await Promise.all([givenSandbox(), givenSandbox()]);
  await expect(startStripeSandbox({ ledgerDir: bed.ledgerDir })).rejects.toThrow('is in use by another process');
  await other.sandbox.stop();
  const { ledgerDir } = other;
  await expect(startStripeSandbox({ ledgerDir, port: bed.sandbox.port })).rejects.toThrow('EADDRINUSE');
  const again = await startStripeSandbox({ ledgerDir });
  await again.stop();
  await bed.close();
  await rm(ledgerDir, { recursive: true });
});

it('refuses webhooks without a secret', async () => {
  const start = startStripeSandbox({ ledgerDir: '', webhookUrl: 'http://shop.test' });
  await expect(start).rejects.toThrow('webhookSecret is required');
});
