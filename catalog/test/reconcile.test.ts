import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mongoReconcileSource } from '@ticketing/common/mongo';
import type { ReconcileSource } from '@ticketing/common/reconcile';
import { topicsOwnedBy } from '@ticketing/contracts';
import { loseAndRebuild } from '@ticketing/testing/rebuilding';
import { createStores } from '../src/store/index.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type CatalogFixture, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
let source: ReconcileSource;
beforeAll(async () => {
  catalog = await startCatalog();
  const { connection } = catalog;
  source = {
    name: 'catalog',
    topics: topicsOwnedBy('catalog'),
    expectedEvents: expectedEvents(createStores(connection)),
    ...mongoReconcileSource(connection),
  };
});
afterAll(() => catalog.stop());

it('rebuilds every version of a performance, the first with its seats; drafts have none', async () => {
  const hall = await catalog.givenHall();
  await catalog.givenDraft(hall);
  const { id } = await catalog.givenPublished(hall);
  await catalog.send('PUT', `/api/performances/${id}`, hall.owner, { title: 'Trios' });
  await catalog.send('POST', `/api/performances/${id}/closing`, hall.owner);
  const { before, after, report, again } = await loseAndRebuild(catalog.connection, source);

  expect(report.events).toEqual({ checked: 3, missing: 3, substituted: 2 });
  expect(after.map(({ topic, key, aggregateId }) => ({ topic, key, aggregateId }))).toEqual(
    before.map(({ topic, key, aggregateId }) => ({ topic, key, aggregateId })),
  );
  expect(after.at(-1)).toEqual(before.at(-1));
  expect(after[0]?.payload).toEqual({ ...(before[0]?.payload as object), title: 'Trios' });
  expect(again.events).toMatchObject({ missing: 0 });
});
