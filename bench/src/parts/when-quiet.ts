import { checkSystem, type Journal, waitUntilQuiet } from '@ticketing/e2e/checker';
import type { System } from '@ticketing/e2e/system';
import { InvariantBroken } from '../invariant.ts';

const timeoutMs = 300_000;

/** Waits until the marketplace is idle, so that earlier work does not affect the measurement. */
export async function whenQuiet({ addresses }: System): Promise<void> {
  const [unrest] = await waitUntilQuiet(addresses, { timeoutMs });
  if (unrest) throw new InvariantBroken(`the marketplace does not become idle: ${unrest.message}`);
}

/** @throws InvariantBroken when the checker finds a violation */
export async function checkMarketplace({ addresses }: System, journal?: Journal): Promise<void> {
  const { violations, summary } = await checkSystem({
    addresses,
    timeoutMs,
    ...(journal && { journal: journal.answers }),
  });
  if (violations.length > 0) throw new InvariantBroken(summary.join('\n'));
}
