import { createRandom } from '@ticketing/common/random';
import { createJournal, type Journal, journaled } from '../checker/index.ts';
import type { Answer, Person } from '../person.ts';
import { signUp } from '../person.ts';
import { startTraffic, type Traffic } from '../workload.ts';

/** Users who trade during a test, with their journal and failed requests. */
export interface Crowd {
  journal: Journal;
  /** Requests that failed since the last call: no response, or a 5xx. 4xx responses do not count. */
  takeFailures(): string[];
  begin(): Traffic;
}

const people = { sellers: 3, buyers: 6 };
const concurrency = 4;

export async function gatherCrowd(storeUrl: string): Promise<Crowd> {
  const journal = createJournal();
  const failures: string[] = [];
  const recordRequests = (person: Person) => watched(journaled(person, journal), failures);
  const everybody = await Promise.all(
    Array.from({ length: people.sellers + people.buyers }, async () => recordRequests(await signUp(storeUrl))),
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
        concurrency,
        recordRequests,
      }),
  };
}

/** The same person, whose failed requests are recorded, including those that are retried. */
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
