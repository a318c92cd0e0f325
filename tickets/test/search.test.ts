import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTicketStore, type TicketStore } from '../src/store/ticket-store.ts';
import { startTickets, type TicketBody, type TicketsFixture } from './tickets-fixture.ts';

let service: TicketsFixture;
let store: TicketStore;
beforeAll(async () => {
  service = await startTickets();
  store = createTicketStore(service.connection);
  await service.givenTicket({ title: 'AC/DC tribute: Thunderstruck!', venue: 'Stade de Suisse', city: 'Zürich' });
  await service.givenTicket({ title: 'Harvest festival', from: 'Saint-Étienne', to: '東京公演' });
}, 120_000);
afterAll(() => service.stop());

const rows = () => service.connection.collection('tickets');
const find = async (search: string): Promise<string[]> => {
  const { body } = await service.api.request('GET', `/api/tickets?search=${encodeURIComponent(search)}`);
  return (body as TicketBody[]).map(({ title }) => title);
};

/** Listings that no search matches, as the store writes them. */
async function givenMany(count: number): Promise<void> {
  const template = await rows().findOne({ title: 'Harvest festival' });
  const words = ['many', 'others'];
  await rows().insertMany(
    Array.from({ length: count }, (_, index) => {
      const { _id, ...copy } = template ?? { _id: null };
      return { ...copy, title: `Many others ${index}`, searchText: 'many others', searchWords: words };
    }),
  );
}

interface Stage {
  stage: string;
  indexName?: string;
  inputStage?: Stage;
}
interface Explained {
  queryPlanner: { winningPlan: Stage & { queryPlan?: Stage } };
  executionStats: { totalDocsExamined: number; totalKeysExamined: number };
}
const indexesOf = ({ indexName, inputStage }: Stage): string[] => [
  ...(indexName ? [indexName] : []),
  ...(inputStage ? indexesOf(inputStage) : []),
];

describe('a search', () => {
  it.each([
    ['thunder', true],
    ['STRUCK', false],
    ['ac/dc', true],
    ['dc', true],
    ['zurich suisse', true],
    ['zuri trib stad', true],
    ['thunderstruck!', true],
    ['zurich harvest', false],
    ['·', false],
  ])('for %j matches word prefixes in title, venue and places: %j', async (query, isFound) => {
    expect(await find(query)).toEqual(isFound ? ['AC/DC tribute: Thunderstruck!'] : []);
  });

  it.each(['etienne', 'saint-etienne', '公演', '東京'])('for %j matches inside text without blanks', async (query) => {
    expect(await find(query)).toEqual(['Harvest festival']);
  });

  it('uses the word index, also among many listings and without a match', async () => {
    await givenMany(3_000);
    for (const search of ['harvest', 'harv fest', 'nothing']) {
      const options = { search, order: 'newest' as const, limit: 51 };
      const { queryPlanner, executionStats } = (await store.explainSearch(options)) as Explained;
      const { winningPlan } = queryPlanner;
      expect(indexesOf(winningPlan.queryPlan ?? winningPlan)).toEqual(['available_by_word']);
      expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(2);
      expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(10);
    }
    await rows().deleteMany({ title: /^Many others/ });
  });
});

describe('listings of an earlier version', () => {
  it('get their words in batches, once', async () => {
    await rows().updateMany({}, { $unset: { searchWords: 1 } });
    expect(await find('thunder')).toEqual([]);
    expect(await store.addSearchWords(1)).toBe(2);
    expect(await store.addSearchWords(1)).toBe(0);
    expect(await find('thunder')).toEqual(['AC/DC tribute: Thunderstruck!']);
  });
});
