import { expect, it } from '@jest/globals';
import { pinnedWheel } from '../src/install/pins.ts';
import { platforms } from '../src/install/platform.ts';
import { checkParts, problemsIn } from '../src/preflight/checks.ts';
import { thisMachine } from '../src/preflight/machine.ts';
import { partsOf } from '../src/preflight/part-states.ts';

/** Uses the registries that npm, pip and Maven are configured for. */
const machine = thisMachine({ cache: '', home: '' });

it.each(platforms)(
  'every download of %s is in its registry with the pinned checksum',
  async (platform) => {
    const parts = partsOf(platform);
    const checks = await checkParts(machine, parts);
    expect(problemsIn(checks)).toEqual([]);
    expect(checks).toHaveLength(parts.length);
  },
  600_000,
);

it('reports when a registry has a different file', async () => {
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
