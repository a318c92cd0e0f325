import { expect, it } from '@jest/globals';
import { missingSecrets } from './secrets.ts';

const program = `
kind: Deployment
metadata: { name: orders }
spec:
  template:
    metadata: { labels: {} }
    spec:
      initContainers:
        - { name: wait, envFrom: [{ secretRef: { name: users } }] }
      containers:
        - { name: program, env: [{ name: KEY, valueFrom: { secretKeyRef: { name: keys, key: KEY } } }] }
`;
const created = (name: string) => `kind: ExternalSecret\nmetadata: { name: ${name} }`;

it('names secrets that nothing creates', () => {
  expect(missingSecrets(program)).toEqual(['keys', 'users']);
  expect(missingSecrets([program, created('keys')].join('\n---\n'))).toEqual(['users']);
  expect(missingSecrets([program, created('keys'), created('users')].join('\n---\n'))).toEqual([]);
});
