/** Of `common/src/http/proof-of-work.ts`. */
const challengeHeader = 'x-proof-of-work-challenge';
const proofHeader = 'x-proof-of-work';

/** Sends requests; when one is refused because the server asks for a proof of work, computes it and sends the request once more. */
export const provingWork =
  (send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    // Copying a file that is uploaded would keep it in memory, and none needs a proof.
    if (!request.headers.get('content-type')?.startsWith('application/json')) return send(request);
    const repeat = request.clone();
    const response = await send(request);
    const challenge = response.status === 403 ? response.headers.get(challengeHeader) : null;
    if (challenge === null) return response;
    // Loaded when it is needed: few visitors do.
    const { solve } = await import('./solve-challenge.ts');
    const proof = await solve(challenge, repeat.signal);
    if (proof === null) return response;
    repeat.headers.set(proofHeader, proof);
    return send(repeat);
  };
