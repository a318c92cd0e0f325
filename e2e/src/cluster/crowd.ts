import { createRandom } from '@ticketing/common/random';
import { createJournal, type Journal, journaled } from '../checker/index.ts';
import type { Answer, Person } from '../person.ts';
import { signUp } from '../person.ts';
import { startTraffic, type Traffic } from '../workload.ts';

/** People who trade while something is done to the system, and what they were promised and refused. */
export interface Crowd {
  journal: Journal;
  /** Requests that failed since the last call: not answered, or with a 5xx. Nobody's own mistake is among them. */
  takeFailures(): string[];
  begin(): Traffic;
}

const people = { sellers: 3, buyers: 6 };
const atOnce = 4;

export async function gatherCrowd(storeUrl: string): Promise<Crowd> {
  const journal = createJournal();
  const failures: string[] = [];
  const accompany = (person: Person) => watched(journaled(person, journal), failures);
  const everybody = await Promise.all(
    Array.from({ length: people.sellers + people.buyers }, async () => accompany(await signUp(storeUrl))),
  );
  const random = createRandom('cluster');
  return {
    journal,
    takeFailures: () => failures.splice(0),
    begin: () =>
      startTraffic({
        storeUrl,
        sellers: everybody.slice(0, people.sellers),
        buyers: everybody.slice(people.sellers),
        random,
        concurrency: atOnce,
        accompany,
      }),
  };
}

/** The same person, whose failed requests are noted, also those that are tried again. */
function watched(person: Person, failures: string[]): Person {
  return {
    ...person,
    async request<Body>(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
      const what = `${new Date().toISOString()} ${method} ${path.split('/').slice(0, 3).join('/')}`;
      try {
        const answer: Answer<Body> = await person.request<Body>(method, path, body, headers);
        if (answer.status >= 500) failures.push(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer;
      } catch (error) {
        failures.push(`${what}: ${(error as Error).message}`);
        throw error;
      }
    },
  };
}
