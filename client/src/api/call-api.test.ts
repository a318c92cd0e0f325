import { describe, expect, it } from '@jest/globals';
import { callApi, type Send } from './call-api.ts';
import type { User } from './schemas.ts';

const answering =
  (body: string | null, init?: ResponseInit): typeof fetch =>
  async () =>
    new Response(body, init);

const body = { email: 'x', password: 'y' };
const signIn: Send<User> = (api) => api.POST('/api/users/signin', { body });
const options = { baseUrl: 'https://shop.example', timeoutMs: 1_000 };

describe('a call', () => {
  it('returns the parsed value', async () => {
    const answer = await callApi(answering('{"id":"u1","email":"a@b.example"}'), signIn, options);

    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(answer.ok && answer.value).toEqual({ id: 'u1', email: 'a@b.example' });
  });

  it('returns no value for a response without a body', async () => {
    const answer = await callApi(answering(null, { status: 204 }), signIn, options);

    expect(answer).toMatchObject({ ok: true, status: 204, value: undefined });
  });

  it('sends JSON with its headers', async () => {
    const sent: Request[] = [];
    const recording: typeof fetch = async (request) => {
      sent.push(request as Request);
      return new Response('{}');
    };

    await callApi(recording, signIn, { ...options, headers: { traceparent: 't' } });

    expect(await sent[0]?.json()).toEqual(body);
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({
      'content-type': 'application/json',
      traceparent: 't',
    });
  });

  it('returns the errors of a refusal with their fields and codes', async () => {
    const errors = [{ message: 'Your card was declined', code: 'card_declined' }];
    const body = { errors, more: 'for callers that know it' };
    const answer = await callApi(answering(JSON.stringify(body), { status: 400 }), signIn, options);

    expect(answer).toEqual({ ok: false, problem: { kind: 'refused', status: 400, errors, body } });
  });

  it.each(['<html>Bad gateway</html>', '', '{"errors":"none"}'])(
    'takes a refusal whose body is %j as one without words',
    async (body) => {
      const answer = await callApi(answering(body, { status: 502 }), signIn, options);

      expect(answer).toMatchObject({ ok: false, problem: { kind: 'refused', status: 502, errors: [] } });
    },
  );

  it('returns "unreachable" when the connection breaks', async () => {
    const broken: typeof fetch = () => Promise.reject(new TypeError('failed to fetch'));

    expect(await callApi(broken, signIn, options)).toEqual({ ok: false, problem: { kind: 'unreachable' } });
  });

  it('returns "unreadable" when the response is not JSON', async () => {
    const answer = await callApi(answering('<html>Welcome</html>'), signIn, options);

    expect(answer).toEqual({ ok: false, problem: { kind: 'unreadable', status: 200 } });
  });
});
