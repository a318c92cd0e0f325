export type TestBackend = 'native' | 'containers';

/** TEST_BACKEND decides, never what happens to be installed: a run says what it has tested against. */
export function testBackend(): TestBackend {
  const chosen = process.env.TEST_BACKEND ?? 'native';
  if (chosen !== 'native' && chosen !== 'containers')
    throw new Error(`TEST_BACKEND must be native or containers, not ${chosen}`);
  return chosen;
}
