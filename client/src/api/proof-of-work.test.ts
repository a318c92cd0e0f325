import { expect, it } from '@jest/globals';
import { easyProofOfWork } from '@ticketing/testing/proof-of-work';
import { provingWork } from './proof-of-work.ts';

const proofOfWork = easyProofOfWork();

/** A server that asks for a proof, and records what it gets. */
function askingServer() {
  const received: { body: string; proof: string | null }[] = [];
  const send: typeof fetch = async (input) => {
    const request = input as Request;
    const proof = request.headers.get('x-proof-of-work');
    received.push({ body: await request.text(), proof });
    const refusal = await proofOfWork?.check('somebody', proof ?? undefined).then(
      () => null,
      (error: { status: number; headers: Record<string, string> }) => error,
    );
    return refusal ? new Response('{}', { status: refusal.status, headers: refusal.headers }) : new Response('{}');
  };
  return { send, received };
}

const post = (body: BodyInit, type = 'application/json'): [string, RequestInit] => [
  'https://shop.example/api/users/signup',
  { method: 'POST', body, headers: { 'content-type': type } },
];

it('solves the challenge of a refusal and sends the same request once more', async () => {
  const { send, received } = askingServer();
  const response = await provingWork(send)(...post('{"email":"a@b.example"}'));

  expect(response.status).toBe(200);
  expect(received).toEqual([
    { body: '{"email":"a@b.example"}', proof: null },
    { body: '{"email":"a@b.example"}', proof: expect.any(String) },
  ]);
});

it('returns another refusal as it is', async () => {
  let sent = 0;
  const send: typeof fetch = async () => {
    sent += 1;
    return new Response('{}', { status: 403 });
  };
  expect((await provingWork(send)(...post('{}'))).status).toBe(403);
  expect(sent).toBe(1);
});

it('does not copy a file', async () => {
  const { send, received } = askingServer();
  expect((await provingWork(send)(...post('picture', 'image/png'))).status).toBe(403);
  expect(received).toHaveLength(1);
});

it('ends when the caller gives up', async () => {
  const { send } = askingServer();
  const [url, init] = post('{}');
  const giveUp = new AbortController();
  const asking = provingWork(async (request) => {
    const response = await send(request);
    giveUp.abort();
    return response;
  })(url, { ...init, signal: giveUp.signal });
  expect((await asking).status).toBe(403);
});
