import { expect, it, jest } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import type { EndpointEntry } from '../endpoints.ts';
import { createImports } from './imports.ts';
import { createReloader, type ReloadEvent, type ReloaderOptions } from './reloader.ts';

type State = EndpointEntry['state'];

/** A supervisor of programs that have loaded `common.ts` and a file of their own; starts last until they are ended. */
function givenPrograms(
  options: Pick<ReloaderOptions, 'concurrency'> = { concurrency: 2 },
  names: readonly string[] = ['orders', 'relay-raw'],
) {
  const imports = createImports();
  const states: Record<string, State> = Object.fromEntries(names.map((name) => [name, 'ready']));
  for (const name of names) {
    const load = imports.begin(name);
    for (const file of ['common.ts', `${name}.ts`]) load({ imported: file });
  }
  const starts: { name: string; succeed: () => void; fail: () => void }[] = [];
  const supervisor = {
    entries: () => Object.entries(states).map(([name, state]) => ({ name, state }) as EndpointEntry),
    stop: jest.fn(async (name: string) => {
      states[name] = 'stopped';
      starts.findLast((start) => start.name === name)?.fail();
    }),
    keepSpares: jest.fn(async () => {}),
    reload: (name: string) =>
      new Promise<void>((resolve, reject) => {
        states[name] = 'starting';
        const end = (state: State, settle: () => void) => () => {
          states[name] = state;
          settle();
        };
        starts.push({
          name,
          succeed: end('ready', resolve),
          fail: end('failed', () => reject(new Error('syntax error'))),
        });
      }),
  };
  const events: string[] = [];
  const onEvent = ({ name, state }: ReloadEvent) => void events.push(`${name} ${state}`);
  const edit = createReloader({ supervisor, imports, onEvent, ...options });
  return { edit, events, starts, states, supervisor };
}

const seen = (events: readonly string[], count: number) =>
  waitFor(async () => (events.length >= count ? true : null), { timeoutMs: 2_000, intervalMs: 1 });

it('reloads what has loaded the file, and nothing else', async () => {
  const { edit, events, starts } = givenPrograms();
  edit(['orders.ts']);
  edit(['elsewhere.ts']);
  await seen(events, 1);
  starts[0]?.succeed();
  await seen(events, 2);
  expect(events).toEqual(['orders reloading', 'orders live']);
});

it('reloads all that share a file', async () => {
  const { edit, events } = givenPrograms();
  edit(['common.ts']);
  await seen(events, 2);
  expect(events).toEqual(['orders reloading', 'relay-raw reloading']);
});

it('starts again after an edit during the start, and tells the last outcome only', async () => {
  const { edit, events, starts, supervisor } = givenPrograms();
  edit(['orders.ts']);
  await seen(events, 1);
  edit(['orders.ts']);
  expect(supervisor.stop).toHaveBeenCalledWith('orders');
  await seen(events, 2);
  starts[1]?.succeed();
  await seen(events, 3);
  expect(events).toEqual(['orders reloading', 'orders reloading', 'orders live']);
});

it('tries a program that failed again after any edit', async () => {
  const { edit, events, starts } = givenPrograms();
  edit(['orders.ts']);
  await seen(events, 1);
  starts[0]?.fail();
  await seen(events, 2);
  edit(['a-file-that-was-missing.ts']);
  await seen(events, 3);
  expect(events).toEqual(['orders reloading', 'orders failed', 'orders reloading']);
});

it('leaves a program that a person has stopped', async () => {
  const { edit, events, states } = givenPrograms();
  states.orders = 'stopped';
  edit(['common.ts']);
  await seen(events, 1);
  expect(events).toEqual(['relay-raw reloading']);
});

it('begins with what was edited last, and looks for missing spares when everything runs again', async () => {
  const { edit, events, starts, supervisor } = givenPrograms({ concurrency: 1 }, ['orders', 'tickets', 'relay-raw']);
  edit(['relay-raw.ts']);
  await seen(events, 1);
  starts[0]?.succeed();
  await seen(events, 2);
  expect(supervisor.keepSpares).toHaveBeenCalledTimes(1);
  edit(['common.ts']);
  await seen(events, 3);
  expect(events.slice(2)).toEqual(['relay-raw reloading']);
  expect(supervisor.keepSpares).toHaveBeenCalledTimes(1);
});
