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
      return {
        ...copy,
        title: `Many others ${index}`,
        searchText: 'many others',
        searchWords: words,
        searchTypos: words,
      };
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

describe('letters and typos', () => {
  it.each([
    ['STRASSE', 'Karaoke in der Straße'],
    ['strase', 'Karaoke in der Straße'],
    ['lodz', 'Łódź calling'],
    ['ΟΔΥΣΣΕΑΣ', 'Οδυσσέας live'],
    ['елка', 'Ёлка'],
    ["o'brien", 'Conan O’Brien'],
    ['O’Brien', 'Conan O’Brien'],
    ['obrien', 'Conan O’Brien'],
    ['mueller', 'Müller trio'],
    ['hip–hop', 'Hip hop night'],
    ['hip-hop', 'Hip hop night'],
    ['paper satelites', 'The Paper Satellites'],
    ['papre satellites', 'The Paper Satellites'],
    ['symfonie', 'Symphonie fantastique'],
  ])('%s finds %s', async (query, title) => {
    await service.givenTicket({ title });
    expect(await find(query)).toEqual(query === 'symfonie' ? [] : [title]);
    await rows().deleteMany({ title });
  });

  it('what matches as typed hides what matches with a typo', async () => {
    for (const title of ['House party', 'Horse show']) await service.givenTicket({ title });
    expect(await find('horse')).toEqual(['Horse show']);
    expect(await find('housse')).toEqual(['House party']);
    await rows().deleteMany({ title: /^Ho/ });
  });

  it('a typo is looked up by an index, never by reading every listing', async () => {
    await givenMany(3_000);
    const options = { search: 'harvst festivl', isForgiving: true, order: 'newest' as const, limit: 51 };
    const { executionStats } = (await store.explainSearch(options)) as Explained;
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(2);
    expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(60);
    await rows().deleteMany({ title: /^Many others/ });
  });
});

describe('listings of an earlier version', () => {
  it('get their search fields in batches, once', async () => {
    await rows().updateMany({}, { $unset: { searchWords: 1, searchTypos: 1, searchFormat: 1 } });
    expect(await find('thunder')).toEqual([]);
    expect(await store.updateSearchFields(1)).toBe(2);
    expect(await store.updateSearchFields(1)).toBe(0);
    expect(await find('thunder')).toEqual(['AC/DC tribute: Thunderstruck!']);
  });
});
