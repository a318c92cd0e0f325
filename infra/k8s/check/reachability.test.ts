import { describe, expect, it } from '@jest/globals';
import { storesIn, unreachable } from './reachability.ts';

const labels = (name: string) => `{ app.kubernetes.io/name: ${name}, app.kubernetes.io/component: service }`;

const orders = (env: string) => `
kind: Deployment
metadata: { name: orders }
spec:
  template:
    metadata: { labels: ${labels('orders')} }
    spec:
      containers:
        - { name: program, image: "ticketing/orders", env: ${env} }
`;

const store = `
kind: StatefulSet
metadata: { name: db }
spec:
  template:
    metadata: { labels: ${labels('db')} }
    spec:
      containers:
        - { name: db, image: "postgres:17.10", ports: [{ name: sql, containerPort: 5432 }] }
  volumeClaimTemplates: [{}]
---
kind: Service
metadata: { name: db }
spec: { selector: { app.kubernetes.io/name: db }, ports: [{ port: 5432, targetPort: sql }] }
---
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app.kubernetes.io/name: db } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchExpressions: [{ key: app.kubernetes.io/name, operator: In, values: [ADMITTED] }] } }]
      ports: [{ port: sql }]
`;

const denied = `
kind: NetworkPolicy
metadata: { name: default-deny }
spec: { podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ to: [{ podSelector: {} }] }] }
`;

const allowed = (from: number, to: number) => `
kind: NetworkPolicy
metadata: { name: outside }
spec:
  podSelector: { matchLabels: { app.kubernetes.io/name: orders } }
  policyTypes: [Egress]
  egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: ${from}, endPort: ${to} }] }]
`;

const check = (...documents: string[]) => unreachable(documents.join('\n---\n'));
const storeOf = (admitted: string) => store.replace('ADMITTED', admitted);

describe('an address in the cluster', () => {
  const environment = '[{ name: DATABASE_URL, value: "postgresql://orders:x@db:5432/orders" }]';

  it('is reachable when its policy admits the program', () => {
    expect(check(orders(environment), storeOf('orders'), denied)).toEqual([]);
    expect(check(orders('[{ name: DATABASE_HOST, value: db-0.db }]'), storeOf('orders'), denied)).toEqual([]);
  });

  it('is reported when the policy admits another program only', () => {
    expect(check(orders(environment), storeOf('bookings'), denied)).toEqual([
      'orders: DATABASE_URL names db:5432: no policy allows it, or nothing listens there',
    ]);
  });

  it('is reported when nothing listens on the port, and when there is no such service', () => {
    const other = '[{ name: REDIS_URL, value: "redis://db:6379" }, { name: KAFKA_BROKERS, value: "kafka:9092" }]';

    expect(check(orders(other), storeOf('orders'), denied)).toEqual([
      'orders: REDIS_URL names db:6379: no policy allows it, or nothing listens there',
      'orders: KAFKA_BROKERS names kafka:9092: there is no such service',
    ]);
  });
});

describe('an address outside', () => {
  const environment = `[${[
    '{ name: PASSWORD, valueFrom: { secretKeyRef: { name: user, key: password } } }',
    '{ name: MONGO_URI, value: "mongodb+srv://orders:$(PASSWORD)@db.example.com/orders" }',
    '{ name: KAFKA_BROKERS, value: "b-1.example.com:9096,b-2.example.com:9096" }',
  ].join(', ')}]`;

  it('needs a policy for its port', () => {
    expect(check(orders(environment), denied, allowed(27_015, 27_017))).toEqual([
      'orders: KAFKA_BROKERS names b-1.example.com:9096: no policy allows it to leave',
      'orders: KAFKA_BROKERS names b-2.example.com:9096: no policy allows it to leave',
    ]);
    expect(check(orders(environment), denied, allowed(27_015, 27_017), allowed(9092, 9098))).toEqual([]);
  });

  it('is read from a ConfigMap, unless the program replaces it', () => {
    const map = 'kind: ConfigMap\nmetadata: { name: parts }\ndata: { REDIS_URL: "rediss://db.example.com:6380" }';
    const reading = orders('[]').replace('env: []', 'envFrom: [{ configMapRef: { name: parts } }]');
    const replacing = reading.replace('envFrom', 'env: [{ name: REDIS_URL, value: "" }], envFrom');

    expect(check(reading, map, denied)).toHaveLength(1);
    expect(check(replacing, map, denied)).toEqual([]);
  });

  it('refuses a reference that Kubernetes would leave as it is', () => {
    const late = '[{ name: URL, value: "https://$(HOST)" }, { name: HOST, value: a.example.com }]';

    expect(() => check(orders(late), denied)).toThrow('URL refers to HOST');
  });
});

describe('what keeps data', () => {
  it('is found by its volumes and by its image', () => {
    const unclaimed = storeOf('orders').replace('volumeClaimTemplates: [{}]', '');

    expect(storesIn(storeOf('orders'))).toEqual(['db']);
    expect(storesIn(unclaimed)).toEqual(['db']);
    expect(storesIn('kind: PersistentVolumeClaim\nmetadata: { name: claim }')).toEqual(['claim']);
    expect(storesIn(orders('[]'))).toEqual([]);
  });
});
