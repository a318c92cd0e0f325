import { expect, it } from '@jest/globals';
import { pinnedWheel } from '../src/install/pins.ts';
import { platforms } from '../src/install/platform.ts';
import { checkParts, problemsIn } from '../src/preflight/checks.ts';
import { thisMachine } from '../src/preflight/machine.ts';
import { partsOf } from '../src/preflight/part-states.ts';

/** Asks the registries, through npm and as pip and Maven are configured here. */
const machine = thisMachine({ cache: '', home: '' });

it.each(platforms)(
  'everything that %s fetches is in its registry, as it is pinned',
  async (platform) => {
    const parts = partsOf(platform);
    const checks = await checkParts(machine, parts);
    expect(problemsIn(checks)).toEqual([]);
    expect(checks).toHaveLength(parts.length);
  },
  600_000,
);

it('says so when a registry has something else', async () => {
  const pin = { ...pinnedWheel('redis', 'linux-x64'), sha256: '0'.repeat(64) };
  const part = {
    name: 'Redis',
    where: 'downloadable',
    finding: pin.file,
    artifacts: [{ kind: 'wheel', pin }],
  } as const;
  expect(await checkParts(machine, [part])).toMatchObject([
    { verdict: 'missing', finding: expect.stringContaining('is pinned') },
  ]);
}, 120_000);
