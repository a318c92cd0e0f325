import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { prepareCollections } from '@ticketing/common/mongo';
import { searchFieldsOf } from '@ticketing/common/search';
import { startTickets, type TicketsFixture } from './tickets-fixture.ts';

const count = 100_000;
const rounds = 40;

let service: TicketsFixture;
beforeAll(async () => {
  service = await startTickets();
  await fill();
}, 900_000);
afterAll(() => service.stop());

const syllables = ['ba', 'ko', 'mir', 'ten', 'lu', 'sha', 'vor', 'ni', 'gra', 'del', 'pum', 'zet', 'ori', 'kel', 'tas'];
/** A word of a vocabulary of 3,375: the distribution of names is not that of a language, but their number is. */
const wordOf = (seed: number): string => [1, 15, 225].map((power) => syllables[Math.floor(seed / power) % 15]).join('');

/** Listings of five words and a city each, as the store writes them. */
async function fill(): Promise<void> {
  await service.givenTicket({ title: 'Template' });
  const rows = service.connection.collection('tickets');
  const template = await rows.findOne({ title: 'Template' });
  // Building the indexes afterwards is several times faster than maintaining them.
  await rows.dropIndexes();
  for (let from = 0; from < count; from += 5_000) {
    const batch = Array.from({ length: 5_000 }, (_, index) => {
      const at = from + index;
      const title = [7, 11, 13, 17, 19].map((factor) => wordOf(at * factor)).join(' ');
      const { _id, ...copy } = template ?? { _id: null };
      return { ...copy, title, createdAt: new Date(at), ...searchFieldsOf(title, null, wordOf(at % 97), null, null) };
    });
    await rows.insertMany(batch, { ordered: false, writeConcern: { w: 1 } });
  }
  await prepareCollections(service.connection);
}

const percentile = (sorted: number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

it.each([
  ['one word', (at: number) => wordOf(at * 7)],
  ['two words', (at: number) => `${wordOf(at * 7)} ${wordOf(at * 11)}`],
  ['a prefix of three letters', (at: number) => wordOf(at).slice(0, 3)],
  ['a word with a typo', (at: number) => `${wordOf(at * 7).slice(0, 3)}q${wordOf(at * 7).slice(4)}`],
  ['two words with typos', (at: number) => [7, 11].map((n) => wordOf(at * n).replace(/^(.)(.)/, '$2$1')).join(' ')],
  ['a word that no listing has', (at: number) => `xyzzy${at}`],
])(
  `a search among ${count} listings for %s`,
  async (name, queryOf) => {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const query = encodeURIComponent(queryOf(round * 1_237 + 1));
      const begin = performance.now();
      const { status } = await service.api.request('GET', `/api/tickets?search=${query}`);
      took.push(performance.now() - begin);
      expect(status).toBe(200);
    }
    took.sort((a, b) => a - b);
    const [p50, p95] = [percentile(took, 0.5), percentile(took, 0.95)].map(Math.round);
    process.stdout.write(`search for ${name}: p50 ${p50} ms, p95 ${p95} ms\n`);
    expect(p95).toBeLessThan(1_000);
  },
  120_000,
);
