// Import boundaries; ARCHITECTURE.md has the diagram. Checked by `npm run check`. Those of the client are in biome.json, because the
// parser here does not know JSX.
const service = '^(auth|tickets|catalog|orders|bookings|payments|expiration|notifications|outbox-worker|ops)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'services-meet-in-events-only',
      comment: 'A service never imports another: they share contracts and common, and communicate through Kafka.',
      severity: 'error',
      from: { path: `${service}/` },
      to: { path: `${service}/`, pathNot: '^$1/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules do no I/O: they import only each other, error, money and contract types, and pure libraries.',
      severity: 'error',
      from: { path: `${service}/src/domain/`, pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          '^$1/src/domain/',
          '^common/src/(errors|money|verified-email|saga)/',
          '^contracts/src/',
          '^node_modules/(uuid|luxon|@types/luxon)/',
        ],
      },
    },
    {
      name: 'use-cases-know-no-edge',
      comment: 'HTTP and consumers call use-cases, never the other way round.',
      severity: 'error',
      from: { path: `${service}/src/(use-cases|store|domain)/` },
      to: { path: '^$1/src/(http|consumers)/' },
    },
    {
      name: 'edges-do-not-touch-each-other',
      severity: 'error',
      from: { path: `${service}/src/http/` },
      to: { path: '^$1/src/consumers/' },
    },
    {
      name: 'kafkajs-in-one-place',
      comment: 'Only common/kafka knows the Kafka library, so it can be replaced (ADR 0001).',
      severity: 'error',
      from: { pathNot: '^common/(src|test)/kafka/' },
      to: { path: '^node_modules/(kafkajs|@kafkajs)/' },
    },
    {
      name: 'common-has-no-business',
      severity: 'error',
      from: { path: '^(common|contracts)/src/' },
      to: { path: [`${service}/`, '^(client|infra|local|stripe-sandbox|mailbox|testing|e2e|bench)/'] },
    },
    {
      name: 'api-client-stands-alone',
      comment: 'Other programs use it: it has the types that are generated from the services, not their code.',
      severity: 'error',
      from: { path: '^api-client/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^api-client/src/', '^node_modules/openapi-fetch/'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$' },
    },
    { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    includeOnly: {
      path: '^(auth|tickets|catalog|orders|bookings|payments|expiration|notifications|outbox-worker|ops|common|contracts|api-client|infra|local|stripe-sandbox|mailbox|testing|e2e|bench|node_modules)/',
    },
    exclude: { path: ['^(orders|bookings)/src/store/prisma/', '\\.next/'] },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
