import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registerSchema } from '@ticketing/common/kafka';
import { failureHeaders, schemaByTopic } from '@ticketing/contracts';
import { codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import { each, type InvalidRequest, itRejects, outOfRange } from '@ticketing/testing/invalid-input';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import { type LetterBody, type OpsFixture, startOps } from './ops-fixture.ts';

let ops: OpsFixture;
beforeAll(async () => {
  ops = await startOps();
}, 180_000);
afterAll(() => ops?.stop());

const topic = 'orders.order.cancelled.v1';
const cancelled = (id: string = randomUUID(), version = 1) => ({
  id,
  ticket: { id: 'ticket' },
  reservation: 1,
  isPublishedAsV2: false,
  version,
  reason: 'buyer',
});
const find = (query: string) => ops.get<LetterBody[]>(`/letters?${query}`);

describe('a dead letter', () => {
  it('is shown with its bytes, headers, origin, error and decoded value', async () => {
    const event = cancelled();
    const value = await ops.encode(topic, event);
    const bytes = randomBytes(8);
    const { id } = await ops.givenLetter({
      topic,
      group: 'tickets',
      key: event.id,
      value,
      headers: { trace: bytes, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
      errorCode: 'unknown_ticket',
      offset: 4711,
    });

    const letter = await ops.readLetter(id);
    expect(letter).toMatchObject({
      group: 'tickets',
      topic,
      state: 'open',
      origin: { topic, partition: 0, offset: '4711' },
      error: { code: 'unknown_ticket', class: 'PermanentError', message: 'failed with unknown_ticket' },
      attempts: 1,
      key: event.id,
      position: `order:${event.id}@1`,
      isVersioned: true,
      traceId: 'a'.repeat(32),
      schemaId: value.readInt32BE(1),
      content: { format: 'avro', value: event, problem: null },
      raw: { value: value.toString('base64'), key: Buffer.from(event.id).toString('base64') },
      schema: { name: 'ticketing.orders.OrderCancelled' },
      resends: [],
    });
    expect(letter.headers).toContainEqual(expect.objectContaining({ name: 'trace', base64: bytes.toString('base64') }));
  });

  it('is indexed once, however often its message is delivered', async () => {
    const message = ops.deadLetterMessage();
    await ops.publisher.publish([message, message]);
    const [letter] = await ops.lettersOf([message.eventId]);
    // The next letter is indexed after both.
    await ops.givenLetter();

    expect(await find(`search=${message.eventId}`)).toHaveLength(1);
    expect(await ops.readLetter(letter?.id ?? '')).toMatchObject({ state: 'open', failedAgain: 0 });
  });

  it('is reopened when its original fails again after it was discarded', async () => {
    const message = ops.deadLetterMessage();
    await ops.publisher.publish([message]);
    const [letter] = await ops.lettersOf([message.eventId]);
    const id = letter?.id ?? '';
    await ops.request('POST', '/discards', { ids: [id], reason: 'nobody needs it' });
    expect(await ops.readLetter(id)).toMatchObject({ state: 'discarded' });
    await ops.publisher.publish([message]);

    expect(await ops.stateOf(id, 'open')).toBe('open');
  });

  it.each<[string, Parameters<OpsFixture['givenLetter']>[0], Partial<LetterBody['content']>]>([
    ['random bytes', { value: Buffer.from([7, 1, 2, 3, 255, 254]) }, { format: 'unknown', problem: 'undecodable' }],
    [
      'an unknown schema id',
      { value: Buffer.from([0, 0, 15, 66, 63, 2, 2]) },
      { format: 'unknown', problem: 'unknown_schema' },
    ],
    ['no value', { value: null }, { format: 'unknown', problem: 'empty_value' }],
    ['no key and no headers', { key: null, eventId: null }, { format: 'unknown', problem: 'undecodable' }],
    [
      'JSON of a relay',
      { group: 'outbox-worker', value: Buffer.from('{"orderId":7}'), errorCode: 'schema_mismatch' },
      { format: 'json', value: { orderId: 7 }, problem: null },
    ],
    [
      'a relay’s value that is not JSON',
      { group: 'outbox-worker', value: Buffer.from('{') },
      { format: 'unknown', problem: 'not_json' },
    ],
  ])('of %s is indexed with its bytes', async (_, given, content) => {
    const letter = await ops.givenLetter(given);
    expect(letter.content).toMatchObject(content);
    expect(letter.raw.value).toBe(
      given?.value === undefined ? Buffer.from('poison').toString('base64') : (given.value?.toString('base64') ?? null),
    );
  });

  it('of another topic’s event is shown decoded, without a position', async () => {
    const value = await ops.encode('tickets.ticket.created.v1', ticketCreated({ id: 't1', version: 3 }));
    const letter = await ops.givenLetter({ topic, group: 'tickets', value });

    expect(letter).toMatchObject({
      position: null,
      content: { format: 'avro', value: { id: 't1', version: 3 }, problem: 'of_another_topic' },
    });
  });

  it('is decoded once its schema is registered', async () => {
    const { registryUrl } = ops.broker;
    const { id: lastId } = await registerSchema(registryUrl, `${randomUUID()}-value`, {
      ...schemaByTopic[topic],
      doc: 'A',
    });
    const value = await ops.encode(topic, cancelled('late'));
    value.writeInt32BE(lastId + 1, 1);
    const { id, content } = await ops.givenLetter({ topic, group: 'tickets', value });
    expect(content.problem).toBe('unknown_schema');
    const registered = await registerSchema(registryUrl, `${randomUUID()}-value`, {
      ...schemaByTopic[topic],
      doc: 'B',
    });
    expect(registered.id).toBe(lastId + 1);

    expect(await ops.readLetter(id)).toMatchObject({
      content: { format: 'avro', problem: null },
      position: 'order:late@1',
    });
    expect(await find(`search=${encodeURIComponent('"id":"late"')}`)).toHaveLength(1);
  });
});

describe('the letters', () => {
  const tag = randomUUID();
  let given: LetterBody[];
  beforeAll(async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
    given = await ops.givenLetters([
      { headers: { tag }, at: at(1), errorCode: 'first' },
      { headers: { tag }, at: at(2), errorCode: 'second', topic, group: 'payments' },
      { headers: { tag }, at: at(2), errorCode: 'second', topic, group: 'tickets' },
      { headers: { tag }, at: at(3), errorCode: 'second', topic, group: 'tickets', key: `Key-${tag}` },
    ]);
  });
  const idsOf = (letters: { id: string }[]) => letters.map(({ id }) => given.findIndex((of) => of.id === id));
  const found = async (query: string) => idsOf(await find(`search=${tag}&${query}`)).toSorted();

  it.each([
    ['', [0, 1, 2, 3]],
    ['group=tickets', [2, 3]],
    [`topic=${topic}`, [1, 2, 3]],
    ['errorCode=first', [0]],
    ['group=tickets&errorCode=first', []],
    ['state=open', [0, 1, 2, 3]],
    ['state=succeeded,discarded', []],
    ['failedFrom=2026-01-01T12:02:00Z', [1, 2, 3]],
    ['failedFrom=2026-01-01T12:02:00Z&failedUntil=2026-01-01T12:03:00Z', [1, 2]],
    ['schemaId=99', []],
  ])('are found by %j', async (query, expected) => expect(await found(query)).toEqual(expected));

  it('are found by key, header, error and decoded value, case-insensitively and literally', async () => {
    expect(idsOf(await find(`search=KEY-${tag}`))).toEqual([3]);
    expect((await find('search=FAILED+WITH+SECOND')).length).toBeGreaterThanOrEqual(3);
    expect(await find('search=.*')).toEqual([]);
    const event = cancelled();
    await ops.givenLetter({ topic, group: 'tickets', value: await ops.encode(topic, event) });
    expect(await find(`search=${encodeURIComponent(`"id":"${event.id}"`)}`)).toHaveLength(1);
  });

  it('are paged, newest first', async () => {
    const pages: number[][] = [];
    let path: string | undefined = `/api/ops/letters?search=${tag}&limit=3`;
    while (path) {
      const answer = await ops.request('GET', path.replace('/api/ops', ''));
      pages.push(idsOf(answer.body as LetterBody[]));
      path = /^<(.*)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(pages.map(({ length }) => length)).toEqual([3, 1]);
    expect(pages[0]?.[0]).toBe(3);
    expect(pages[1]).toEqual([0]);
    expect(pages.flat().toSorted()).toEqual([0, 1, 2, 3]);
  });

  it('are grouped by group, topic and error', async () => {
    const groups = await ops.get<object[]>(`/groups?search=${tag}`);
    expect(groups).toHaveLength(3);
    expect(groups[0]).toMatchObject({
      group: 'tickets',
      topic,
      errorCode: 'second',
      count: 2,
      states: { open: 2 },
      schemaIds: [],
      firstFailedAt: '2026-01-01T12:02:00.000Z',
      lastFailedAt: '2026-01-01T12:03:00.000Z',
      sample: { id: given[3]?.id, message: 'failed with second' },
    });
  });

  it('are grouped by schema on request', async () => {
    const [mine, code] = [randomUUID(), `error_${randomUUID()}`];
    const value = await ops.encode(topic, cancelled());
    const of = { topic, group: 'tickets', headers: { mine }, errorCode: code } as const;
    await ops.givenLetters([{ ...of, value }, { ...of, value }, of]);
    const schemaId = value.readInt32BE(1);

    const found = (query: string) =>
      ops.get<{ count: number; schemaIds: number[] }[]>(`/groups?search=${mine}&${query}`);
    expect(await found('')).toMatchObject([{ count: 3, schemaIds: [schemaId] }]);
    expect(await found('by=schema')).toMatchObject([
      { count: 2, schemaIds: [schemaId] },
      { count: 1, schemaIds: [] },
    ]);
    expect(await found('schemaId=none')).toMatchObject([{ count: 1 }]);
    const dryRun = await ops.request('POST', '/replays', { filter: { search: mine, schemaId: null }, dryRun: true });
    expect(dryRun.body).toMatchObject({ count: 1 });
  });

  it('are exported with their bytes, one per line, and that is audited', async () => {
    const answer = await ops.request('GET', `/export?search=${tag}`);
    const lines = (answer.body as unknown as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LetterBody);

    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    expect(idsOf(lines)[0]).toBe(0);
    expect(lines.map(({ raw }) => raw.value)).toEqual(Array(4).fill(Buffer.from('poison').toString('base64')));
    expect(lines[0]?.headers).toContainEqual(expect.objectContaining({ name: 'tag', text: tag }));
    const [audited] = await ops.get<object[]>('/audit?limit=1');
    expect(audited).toMatchObject({
      action: 'export',
      letters: 4,
      operator: ops.operator,
      selection: { filter: { search: tag } },
    });
  });

  it.each([
    'limit=0',
    'limit=201',
    'cursor=x',
    'state=lost',
    'group=nobody',
    'topic=x',
    'search=',
    'failedFrom=yesterday',
    'group[$ne]=x',
    'schemaId=-1',
    'schemaId=all',
  ])('are not found by the invalid query %s', async (query) =>
    expect(await ops.request('GET', `/letters?${query}`)).toMatchObject({ status: 400 }),
  );

  it('are 404 for an unknown id', async () => {
    for (const id of ['0'.repeat(24), 'x', '%00'])
      expect(await ops.request('GET', `/letters/${id}`)).toMatchObject({ status: 404 });
  });
});

describe('access', () => {
  const someone = cookieOf(someUser());
  it.each<[string, string]>([
    ['GET', '/overview'],
    ['GET', '/dead-letter-topics'],
    ['GET', '/letters'],
    ['GET', `/letters/${'0'.repeat(24)}`],
    ['POST', `/letters/${'0'.repeat(24)}/edit`],
    ['GET', '/groups'],
    ['POST', '/replays'],
    ['GET', '/replays'],
    ['GET', `/replays/${randomUUID()}`],
    ['POST', `/replays/${randomUUID()}/cancel`],
    ['POST', '/discards'],
    ['GET', '/export'],
    ['GET', '/audit'],
  ])('%s %s is for operators only', async (method, path) => {
    const body = method === 'POST' ? {} : undefined;
    const [nobody, somebody] = [
      await ops.request(method, path, body, {}),
      await ops.request(method, path, body, { cookie: someone }),
    ];
    expect([nobody.status, codesOf(nobody), somebody.status, codesOf(somebody)]).toEqual([
      401,
      ['not_authorized'],
      403,
      ['forbidden'],
    ]);
  });

  it('is denied after sign-out', async () => {
    const sid = randomUUID();
    const cookie = cookieOf(someUser(), { sid, roles: ['operator'] });
    expect((await ops.request('GET', '/letters', undefined, { cookie })).status).toBe(200);
    const value = await ops.encode('auth.session.revoked.v1', { sid, expiresAt: Date.now() + 60_000 });
    await ops.publisher.publish([
      { topic: 'auth.session.revoked.v1', key: sid, value, headers: { eventId: randomUUID() } },
    ]);

    const answer = await ops.until(
      () => ops.request('GET', '/letters', undefined, { cookie }),
      ({ status }) => status === 401,
    );
    expect(answer.status).toBe(401);
  });

  it('is documented in the public OpenAPI document', async () => {
    const { status, body } = await ops.request('GET', '/openapi.json', undefined, {});
    const { paths } = body as { paths: Record<string, object> };
    expect(status).toBe(200);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/ops/letters', '/api/ops/orders/{id}']));
    expect(Object.keys(paths)).toHaveLength(13);
  });
});

describe('the dead-letter topics', () => {
  it('list their open letters with age and errors, including empty topics', async () => {
    const code = `error_${randomUUID()}`;
    const of = { topic: 'tickets.ticket.updated.v1', group: 'orders', errorCode: code } as const;
    const [letter] = await ops.givenLetters([{ ...of, at: new Date('2025-02-01T00:00:00Z') }, of]);
    const read = () => ops.get<{ name: string; open: number }[]>('/dead-letter-topics');
    const name = 'tickets.ticket.updated.v1.orders.DLQ';
    const waiting = async () => (await read()).find((found) => found.name === name);

    expect(await waiting()).toEqual({
      name,
      group: 'orders',
      topic: of.topic,
      open: 2,
      oldestAt: '2025-02-01T00:00:00.000Z',
      topErrors: [{ errorCode: code, count: 2 }],
    });
    await ops.request('POST', '/discards', { ids: [letter?.id], reason: 'nobody needs it', keepGap: true });
    expect(await waiting()).toMatchObject({ open: 1 });
    expect(await read()).toContainEqual(expect.objectContaining({ open: 0, oldestAt: null, topErrors: [] }));
  });
});

describe('the overview', () => {
  it('shows open letters and consumer lag', async () => {
    await ops.givenLetter({ group: 'orders', at: new Date('2025-01-01T00:00:00Z') });
    const overview = await ops.get<{
      letters: { group: string; open: number; oldestAt: string }[];
      consumers: { group: string; lag: number }[] | null;
    }>('/overview');

    expect(overview.letters).toContainEqual({
      group: 'orders',
      open: expect.any(Number),
      oldestAt: '2025-01-01T00:00:00.000Z',
    });
    expect(overview.consumers?.map(({ group }) => group)).toEqual(expect.arrayContaining(['ops', 'ops.index']));
  });

  it('counts failed messages that no group has read yet as waiting', async () => {
    const before = await ops.get<{ retries: { group: string; waiting: number }[] }>('/overview');
    const waitingOf = ({ retries }: typeof before) => retries.find(({ group }) => group === 'expiration')?.waiting ?? 0;
    await ops.publisher.publish(
      [1, 2].map(() => ({
        topic: 'orders.order.created.v1.expiration.retry.1',
        key: null,
        value: Buffer.from('x'),
        headers: {},
      })),
    );
    const after = await ops.until(
      () => ops.get<typeof before>('/overview'),
      (overview) => waitingOf(overview) > waitingOf(before),
    );

    expect(waitingOf(after) - waitingOf(before)).toBe(2);
  });

  it('is exported as metrics', async () => {
    const metrics = await (await fetch(`${ops.url()}/metrics`)).text();
    const open = Number(/^dead_letters_open\{.*group="orders".*\} (\d+)$/m.exec(metrics)?.[1]);
    const age = Number(/^dead_letters_oldest_open_age_seconds\{.*group="orders".*\} ([\d.]+)$/m.exec(metrics)?.[1]);

    expect(open).toBeGreaterThan(0);
    expect(age).toBeGreaterThan(300 * 24 * 3600);
  });
});

describe('the log', () => {
  it('contains no payloads, keys or personal data', () => {
    for (const secret of ['poison', ops.operator.email, failureHeaders.errorMessage])
      expect(ops.log()).not.toContain(secret);
  });
});

describe('the ops API', () => {
  const ids = [...outOfRange.objectIds, ''];
  const select = { ids: ['0'.repeat(24)], reason: 'because' };
  const post = (path: string, body: object, status = 400): InvalidRequest => ({ method: 'POST', path, body, status });

  itRejects(
    ({ method, path, body }) => ops.request(method, path, body),
    () => [
      ...['/letters', '/groups', '/export'].flatMap((path) => [
        ...each(outOfRange.instants, `${path}?failedFrom=*`),
        ...each(outOfRange.instants, `${path}?failedUntil=*`),
        ...each(['-1', '1e3', '2147483648', '9'.repeat(400), '', '%00'], `${path}?schemaId=*`),
        ...each(['', '%00', 'x'.repeat(201)], `${path}?search=*`),
      ]),
      ...each([...outOfRange.instantCursors(), ...outOfRange.cursors()], '/letters?cursor=*'),
      ...each(['9'.repeat(16), '8640000000000001', '-1', '1e3', '', '%00'], '/replays?cursor=*'),
      ...each(ids, '/audit?cursor=*'),
      ...['/letters', '/replays', '/audit'].flatMap((path) => each(outOfRange.limits, `${path}?limit=*`)),
      ...each(outOfRange.objectIds, '/letters/*', 404),
      ...outOfRange.objectIds.map((id) => post(`/letters/${id}/edit`, { value: {}, reason: 'because' }, 404)),
      ...each(outOfRange.uuids, '/replays/*', 404),
      ...outOfRange.uuids.map((id) => post(`/replays/${id}/cancel`, {}, 404)),
      ...['/replays', '/discards'].flatMap((path) => [
        ...[...ids, 7, null].map((id) => post(path, { ...select, ids: [id] })),
        ...[-1, 2 ** 31, 1e300, 0.5, '1'].map((schemaId) => post(path, { filter: { schemaId }, reason: 'because' })),
        post(path, { filter: { failedFrom: '9999-12-31T23:59:59-23:59' }, reason: 'because' }),
        post(path, { ...select, reason: '\ud800\ud800\ud800' }),
      ]),
      ...[0, -1, 1e300, 1.5, '5'].map((ratePerSecond) => post('/replays', { ...select, ratePerSecond })),
    ],
  );
});
