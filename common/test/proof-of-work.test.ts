import { describe, expect, it } from '@jest/globals';
import { defineRoute, reply, requiredText } from '@ticketing/common/http';
import { codesOf } from '@ticketing/testing/api';
import { easyProofOfWork, proofFor } from '@ticketing/testing/proof-of-work';
import { z } from 'zod';
import { serveRoute } from './route-fixture.ts';

const route = defineRoute({
  method: 'post',
  path: '/api/things',
  operationId: 'makeThing',
  summary: 'Make a thing',
  access: 'optional',
  // The fixture's store of keys fails when it is asked.
  isIdempotent: true,
  provesWorkFor: ({ body }) => body.name,
  body: z.object({ name: requiredText('Name', 20) }),
  responses: { 201: { description: 'Made' } },
  handler: () => reply(201),
});

const serve = async (proofOfWork = easyProofOfWork()) => {
  const { api } = await serveRoute(route, { proofOfWork });
  return (name: string, headers: Record<string, string> = {}) =>
    api.request('POST', '/api/things', { body: { name }, headers });
};

describe('a proof of work', () => {
  it('is asked for, and lets the repeated request pass', async () => {
    const post = await serve();
    const refused = await post('Ada');
    expect([refused.status, codesOf(refused)]).toEqual([403, ['proof_of_work_required']]);

    expect((await post('Ada', await proofFor(refused))).status).toBe(201);
  });

  it('is not asked for without a key', async () => {
    const post = await serve(null);
    expect((await post('Ada')).status).toBe(201);
  });

  it('is asked for before the Idempotency-Key is looked up, which would store the refusal', async () => {
    const post = await serve();
    expect((await post('Ada', { 'idempotency-key': 'one' })).status).toBe(403);
  });

  it('is about one subject', async () => {
    const post = await serve();
    const proof = await proofFor(await post('Ada'));
    expect((await post('Grace', proof)).status).toBe(403);
  });

  it('ends after five minutes', async () => {
    const sixMinutesAgo = () => new Date(Date.now() - 6 * 60_000);
    const proof = await proofFor(await (await serve(easyProofOfWork(sixMinutesAgo)))('Ada'));
    const post = await serve();
    expect((await post('Ada', proof)).status).toBe(403);
  });

  const changed = (proof: Record<string, string>, change: (content: ProofContent) => void) => {
    const content = JSON.parse(Buffer.from(proof['x-proof-of-work'] ?? '', 'base64url').toString('utf8'));
    change(content);
    return { 'x-proof-of-work': Buffer.from(JSON.stringify(content)).toString('base64url') };
  };
  interface ProofContent {
    challenge: { parameters: Record<string, unknown>; signature: string };
    solution: { counter: number; derivedKey: string };
  }

  it.each<[string, (content: ProofContent) => void]>([
    ['an easier challenge', ({ challenge }) => Object.assign(challenge.parameters, { cost: 1, keyPrefix: '00' })],
    ['a later end', ({ challenge }) => Object.assign(challenge.parameters, { expiresAt: 4_102_444_800 })],
    ['another signature', ({ challenge }) => Object.assign(challenge, { signature: '00'.repeat(32) })],
    ['no work', ({ solution }) => Object.assign(solution, { counter: 1, derivedKey: '00'.repeat(32) })],
    ['a key that is no key', ({ solution }) => Object.assign(solution, { derivedKey: 'zz' })],
  ])('with %s is refused with a new challenge', async (_what, change) => {
    const post = await serve();
    const proof = await proofFor(await post('Ada'));
    const refused = await post('Ada', changed(proof, change));
    expect(refused.status).toBe(403);
    expect((await post('Ada', await proofFor(refused))).status).toBe(201);
  });

  it.each(['', 'x', 'bnVsbA', '{}', 'eyJjaGFsbGVuZ2UiOjF9'])('that is no proof is refused: %j', async (text) => {
    const post = await serve();
    expect((await post('Ada', { 'x-proof-of-work': text })).status).toBe(403);
  });

  it('is documented at its route', async () => {
    const { api } = await serveRoute(route, { proofOfWork: easyProofOfWork() });
    const { body } = await api.request('GET', '/api/things/openapi.json');
    expect(JSON.stringify(body)).toContain('"name":"X-Proof-Of-Work"');
  });
});
