import { describe, expect, it } from '@jest/globals';
import { callApi } from './call-api.ts';
import { ticketSchema, userSchema } from './schemas.ts';

const answering =
  (body: string | null, init?: ResponseInit): typeof fetch =>
  async () =>
    new Response(body, init);

const call = { url: '/api/users/signin', schema: userSchema, timeoutMs: 1_000 };

describe('a call', () => {
  it('returns the parsed value without fields that the schema does not name', async () => {
    const answer = await callApi(answering('{"id":"u1","email":"a@b.example","extra":1}'), call);

    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(answer.ok && answer.value).toEqual({ id: 'u1', email: 'a@b.example' });
  });

  it('sends JSON with its headers', async () => {
    let sent: RequestInit | undefined;
    const recording: typeof fetch = async (_url, init) => {
      sent = init;
      return new Response('{}');
    };

    await callApi(recording, { ...call, method: 'POST', body: { email: 'x' }, headers: { traceparent: 't' } });

    expect(sent?.body).toBe('{"email":"x"}');
    expect(sent?.headers).toMatchObject({ 'content-type': 'application/json', traceparent: 't' });
  });

  it('returns the errors of a refusal with their fields and codes', async () => {
    const errors = [{ message: 'Your card was declined', code: 'card_declined' }];
    const body = { errors, more: 'for callers that know it' };
    const answer = await callApi(answering(JSON.stringify(body), { status: 400 }), call);

    expect(answer).toEqual({ ok: false, problem: { kind: 'refused', status: 400, errors, body } });
  });

  it.each(['<html>Bad gateway</html>', '', '{"errors":"none"}'])(
    'takes a refusal whose body is %j as one without words',
    async (body) => {
      const answer = await callApi(answering(body, { status: 502 }), call);

      expect(answer).toMatchObject({ ok: false, problem: { kind: 'refused', status: 502, errors: [] } });
    },
  );

  it('returns "unreachable" when the connection breaks', async () => {
    const broken: typeof fetch = () => Promise.reject(new TypeError('failed to fetch'));

    expect(await callApi(broken, call)).toEqual({ ok: false, problem: { kind: 'unreachable' } });
  });

  it('returns "unreadable" when the response violates the contract', async () => {
    const answer = await callApi(answering('{"id":1}'), call);

    expect(answer).toEqual({ ok: false, problem: { kind: 'unreadable', status: 200 } });
  });

  it('rejects an invalid instant', async () => {
    const ticket = { id: 't', title: 'x', price: 1, userId: 'u', version: 0, status: 'available', orderId: null };
    const body = JSON.stringify({ ...ticket, createdAt: 'yesterday' });
    const answer = await callApi(answering(body), { ...call, schema: ticketSchema });

    expect(answer.ok).toBe(false);
  });
});
