import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

const read = <Shape>(path: string): Shape[] =>
  parseAllDocuments(readFileSync(join(import.meta.dirname, '..', path), 'utf8')).map((each) => each.toJS() as Shape);

interface Ingress {
  spec: { rules: { http: { paths: { path: string; backend: { service: { name: string } } }[] } }[] };
}
interface Route {
  kind: string;
  spec: { rules?: { matches?: { path: { type: string; value: string } }[]; backendRefs?: { name: string }[] }[] };
}

it('routes through the gateway as through the ingress', () => {
  const ofIngress = read<Ingress>('base/network/ingress.yaml').flatMap(({ spec }) =>
    spec.rules.flatMap(({ http }) => http.paths.map(({ path, backend }) => `${path} → ${backend.service.name}`)),
  );
  const ofGateway = read<Route>('components/gateway-api/routes.yaml')
    .filter(({ kind }) => kind === 'HTTPRoute')
    .flatMap(({ spec }) => spec.rules ?? [])
    .flatMap(({ matches = [], backendRefs = [] }) =>
      matches.map(({ path }) => `${path.value} → ${backendRefs[0]?.name}`),
    );

  expect(ofIngress.length).toBeGreaterThan(5);
  expect(ofGateway.sort()).toEqual(ofIngress.sort());
});
