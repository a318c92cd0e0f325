export type TestBackend = 'native' | 'containers';

/**
 * Returns the backend set by TEST_BACKEND. It never depends on what is installed, so that a run states what it was
 * tested against.
 */
export function testBackend(): TestBackend {
  const chosen = process.env.TEST_BACKEND ?? 'native';
  if (chosen !== 'native' && chosen !== 'containers')
    throw new Error(`TEST_BACKEND must be native or containers, not ${chosen}`);
  return chosen;
}
