import type { Config } from 'jest';

const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
    sourceMaps: 'inline',
  },
];

/** One suite a workspace; `*.slow.test.ts` belongs to `npm run test:full`. */
const suite = (displayName: string, folder = displayName, tests = '**') => ({
  displayName,
  rootDir: folder,
  testMatch: [`<rootDir>/${tests}/*.test.ts`],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/\\.next/',
    ...(process.env.TEST_SCOPE === 'full' ? [] : ['\\.slow\\.test\\.ts$']),
  ],
  modulePathIgnorePatterns: ['/\\.next/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  testEnvironment: 'node',
});

const config: Config = {
  testTimeout: 60_000,
  // Files wait more than they compute: for a broker to start, for a lease to end. One a core is not enough to keep it busy.
  maxWorkers: 2,
  projects: [
    suite('contracts'),
    suite('api-client'),
    suite('common'),
    suite('auth'),
    suite('tickets'),
    suite('catalog'),
    suite('orders'),
    suite('bookings'),
    suite('payments'),
    suite('expiration'),
    suite('notifications'),
    suite('outbox-worker'),
    suite('ops'),
    { ...suite('client'), moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' } },
    suite('setup', 'infra/setup'),
    suite('k8s', 'infra/k8s'),
    suite('local'),
    suite('stripe-sandbox'),
    suite('mailbox'),
    suite('testing'),
    suite('e2e', 'e2e', 'test/@(checker|cluster|faults|limits|observe)'),
    /** Against a running stack: `npm test` starts one, or TICKETING_HOME names one. */
    suite('system', 'e2e', 'test/system'),
    suite('attacks', 'e2e', 'test/attacks'),
    suite('contract', 'e2e', 'test/contract'),
  ] as Config['projects'],
};
export default config;
