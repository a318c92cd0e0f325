import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import type { AvroField, AvroRecord, OrderCreated, TicketUpdated, Topic } from '@ticketing/contracts';
import { schemaByTopic, subjectOf } from '@ticketing/contracts';
import { ensureInstalled, startRegistry } from '@ticketing/local/parts';
import { registerSchemas } from '@ticketing/setup';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import { waitFor } from '../../src/backoff/index.ts';
import { isTransient, PermanentError } from '../../src/errors/index.ts';
import { type Codec, createCodec, registerSchema } from '../../src/kafka/index.ts';
import { silentLogger } from '../../src/log/index.ts';

let registry: Awaited<ReturnType<typeof startRegistry>>;
let codec: Codec;
beforeAll(async () => {
  await ensureInstalled(['registry']);
  registry = await startRegistry();
  await registerSchemas({ registryUrl: registry.url, log: silentLogger() });
  codec = createCodec(registry.url);
}, 120_000);
afterAll(() => registry?.stop());

const topic = 'tickets.ticket.updated.v1';
const event: TicketUpdated = {
  ...ticketCreated({ title: 'Größe 7 — 🎟', price: 2 ** 40 + 1, version: 3 }),
  orderId: null,
};
const idOf = (value: Buffer) => value.readInt32BE(1);
const caught = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

/** Registers a changed schema under its own subject, or as a new version of the topic's. */
const registerChanged = async (
  of: Topic,
  change: (fields: AvroField[]) => AvroField[],
  subject = `${of}-other-value`,
) => {
  const schema: AvroRecord = { ...schemaByTopic[of], fields: change(schemaByTopic[of].fields) };
  return (await registerSchema(registry.url, subject, schema)).id;
};

describe('an event', () => {
  it('round-trips in Confluent’s wire format', async () => {
    const value = await codec.encode(topic, event);
    const plain = new SchemaRegistry({ host: registry.url });

    expect(value[0]).toBe(0);
    expect(idOf(value)).toBe(await plain.getLatestSchemaId(subjectOf(topic)));
    expect({ ...(await codec.decode(topic, value)) }).toEqual(event);
    expect({ ...(await plain.decode(value)) }).toEqual(event);
  });

  it('is decoded to plain fields, so that it can be stored as JSON', async () => {
    const created: OrderCreated = {
      id: randomUUID(),
      status: 'created',
      userId: 'buyer',
      expiresAt: Date.UTC(2026, 10, 23),
      ticket: { id: '65f0c0ffee', title: 'Row 1', price: 1500, currency: 'USD' },
      reservation: 1,
      isPublishedAsV2: false,
      version: 0,
    };
    const decoded = await codec.decode(
      'orders.order.created.v1',
      await codec.encode('orders.order.created.v1', created),
    );

    // Serializers also visit inherited fields.
    const fieldsOf = (value: object) => {
      const names: string[] = [];
      for (const name in value) names.push(name);
      return names.sort();
    };
    expect(fieldsOf(decoded)).toEqual(Object.keys(created).sort());
    expect(fieldsOf(decoded.ticket)).toEqual(Object.keys(created.ticket).sort());
  });

  it('is rejected with the name of the field that has the wrong type', async () => {
    const error = await caught(codec.encode(topic, { ...event, price: 12.5 }));
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ code: 'schema_mismatch', message: expect.stringContaining('"price"') });
    expect(await caught(codec.encode(topic, { ...event, userId: undefined }))).toMatchObject({
      message: expect.stringContaining('"userId"'),
    });
  });

  it.each<[string, Topic, unknown]>([
    ['an undeclared field', topic, { ...event, email: 'someone@example.com' }],
    [
      'an undeclared field in a record',
      'orders.order.cancelled.v1',
      { id: 'o', ticket: { id: 't', price: 1 }, reservation: 1, isPublishedAsV2: false, version: 1 },
    ],
    ['an integer beyond what JSON keeps exactly', topic, { ...event, price: 2 ** 53 }],
    ['a value that is not an object', topic, null],
  ])('is rejected for %s', async (_, to, wrong) => {
    expect(await caught(codec.encode(to, wrong))).toMatchObject({ name: 'PermanentError', code: 'schema_mismatch' });
  });
});

describe('another schema version', () => {
  it('older than the reader’s: the missing field gets its default', async () => {
    const id = await registerChanged(topic, (fields) => fields.filter(({ name }) => name !== 'currency'));
    const { currency: _, ...older } = event;
    const value = await new SchemaRegistry({ host: registry.url }).encode(id, older);

    expect({ ...(await codec.decode(topic, value)) }).toEqual(event);
  });

  it('newer than the reader’s: unknown fields are dropped', async () => {
    const added: AvroField = { name: 'row', type: 'string', default: '' };
    const id = await registerChanged(topic, (fields) => [added, ...fields]);
    const value = await new SchemaRegistry({ host: registry.url }).encode(id, { ...event, row: '12' });

    expect({ ...(await codec.decode(topic, value)) }).toEqual(event);
  });

  it('registered at runtime: used at once for events that need it, soon for all', async () => {
    let nowMs = 0;
    const running = createCodec(registry.url, () => nowMs);
    const refund = { id: 'r', orderId: 'o', number: 1, amount: 100, currency: 'USD', reason: 'late' };
    const to = 'payments.payment.refunded.v1';
    const before = idOf(await running.encode(to, refund));
    const added: AvroField = { name: 'bank', type: ['null', 'string'], default: null };
    const id = await registerChanged(to, (fields) => [...fields, added], subjectOf(to));

    expect(idOf(await running.encode(to, refund))).toBe(before);
    nowMs = 60_000;
    const value = await waitFor(
      async () => {
        const encoded = await running.encode(to, refund);
        return idOf(encoded) === id ? encoded : null;
      },
      { timeoutMs: 5_000 },
    );
    if (!value) throw new Error('still encoded with the old schema');
    expect({ ...(await running.decode(to, value)) }).toEqual(refund);

    nowMs = 0;
    const another = createCodec(registry.url, () => nowMs);
    expect(idOf(await another.encode(to, { ...refund, bank: 'x' }))).toBe(id);
  });

  it('registered meanwhile: the registry is queried before an event is rejected', async () => {
    const running = createCodec(registry.url, () => 0);
    const to = 'payments.payment.failed.v1';
    const failed = { orderId: 'o', attempt: 1, reason: 'declined' };
    await running.encode(to, failed);
    const id = await registerChanged(
      to,
      (fields) => [...fields, { name: 'card', type: 'string', default: '' }],
      subjectOf(to),
    );

    expect(idOf(await running.encode(to, { ...failed, card: 'visa' }))).toBe(id);
  });
});

describe('bytes that are not an event', () => {
  const wire = (id: number, avro: number[]) => {
    const header = Buffer.alloc(5);
    header.writeInt32BE(id, 1);
    return Buffer.concat([header, Buffer.from(avro)]);
  };

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a header only', wire(1, [])],
    ['another magic byte', Buffer.from([1, 0, 0, 0, 1, 2, 2])],
    ['JSON', Buffer.from('{"id":"1"}')],
  ])('%s is undecodable', async (_, value) => {
    const error = await caught(codec.decode(topic, value));
    expect(error).toMatchObject({ name: 'PermanentError', code: 'undecodable' });
    expect(isTransient(error)).toBe(false);
  });

  it('garbage after a known schema id is undecodable', async () => {
    const id = idOf(await codec.encode(topic, event));
    const good = await codec.encode(topic, event);
    for (const value of [wire(id, [0xff, 0xff, 0xff, 0xff, 0x0f]), good.subarray(0, -3), Buffer.concat([good, good])])
      expect(await caught(codec.decode(topic, value))).toMatchObject({ code: 'undecodable' });
  });

  it('an event of another topic is undecodable', async () => {
    const value = await codec.encode('payments.payment.started.v1', { orderId: 'o', attempt: 1 });
    expect(await caught(codec.decode(topic, value))).toMatchObject({ code: 'undecodable' });
  });

  it('an unknown schema id is a permanent error', async () => {
    for (const id of [999_999, -1])
      expect(await caught(codec.decode(topic, wire(id, [2, 2])))).toMatchObject({
        name: 'PermanentError',
        code: 'unknown_schema',
      });
  });
});

describe('a registry that does not respond', () => {
  let nowMs = 0;
  let aged: Codec;
  beforeAll(async () => {
    aged = createCodec(registry.url, () => nowMs);
    await aged.encode(topic, event);
  });
  const expectToWait = async (work: Promise<unknown>) => {
    const error = await caught(work);
    expect(error).not.toBeInstanceOf(PermanentError);
    expect(isTransient(error)).toBe(true);
  };

  it.each<[string, () => Promise<unknown>]>([
    ['frozen', async () => process.kill(registry.pid, 'SIGSTOP')],
    ['unavailable', () => registry.kill()],
  ])('because it is %s: events wait, and cached schemas are used', async (_, harm) => {
    const value = await codec.encode(topic, event);
    await harm();
    nowMs += 60 * 60 * 1_000;
    const unprepared = createCodec(registry.url);

    await Promise.all([expectToWait(unprepared.encode(topic, event)), expectToWait(unprepared.decode(topic, value))]);
    expect({ ...(await codec.decode(topic, await codec.encode(topic, event))) }).toEqual(event);
    expect((await aged.encode(topic, event)).equals(value)).toBe(true);
  });
});
