import { createHmac } from 'node:crypto';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { HttpError } from './http-error.ts';

/** The challenge, in the refusal of a request without a proof; base64url of JSON. */
export const challengeHeader = 'X-Proof-Of-Work-Challenge';
/** The solved challenge, in the repeat of that request; base64url of JSON. */
export const proofHeader = 'X-Proof-Of-Work';

const algorithm = 'PBKDF2/SHA-256';
/** Iterations per derivation: about half a millisecond in a browser. */
const iterations = 1_000;
const validForMs = 5 * 60_000;

const Proof = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.string(),
      cost: z.number(),
      data: z.object({ about: z.string() }),
      expiresAt: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      nonce: z.string(),
      salt: z.string(),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});
type Proof = z.infer<typeof Proof>;

export interface ProofOfWorkOptions {
  /** Signs challenges; the same in all replicas. Without a key no proof is asked for. */
  key: string | undefined;
  /** Derivations that a browser computes for a proof, on average. */
  derivations: number;
  now?: () => Date;
}

export interface ProofOfWork {
  /**
   * Checks the proof of a request. A proof is about one subject and valid for five minutes, so it needs no store: used twice, it
   * helps the same person with the same thing.
   * @param subject e.g. the address that signs up
   * @throws HttpError 403 with a new challenge
   */
  check(subject: string, proof: string | undefined): Promise<void>;
}

/** Makes many requests expensive for a program and one request cheap for a person (ADR 50). @returns null without a key */
export function createProofOfWork({
  key,
  derivations,
  now = () => new Date(),
}: ProofOfWorkOptions): ProofOfWork | null {
  if (key === undefined) return null;
  const secrets = { hmacSignatureSecret: key, hmacKeySignatureSecret: hmacOf(key, 'derived keys') };

  const isProven = async (about: string, given: string): Promise<boolean> => {
    const proof = parseProof(given);
    if (proof?.challenge.parameters.data.about !== about) return false;
    const { verified } = await verifySolution({ ...proof, deriveKey, ...secrets });
    return verified;
  };
  const refusal = async (about: string): Promise<HttpError> => {
    const challenge = await createChallenge({
      algorithm,
      cost: iterations,
      counter: randomInt(Math.ceil(derivations * 1.5), Math.ceil(derivations / 2)),
      deriveKey,
      data: { about },
      expiresAt: new Date(now().getTime() + validForMs),
      ...secrets,
    });
    return new HttpError(
      403,
      [
        {
          message: `Solve the challenge in ${challengeHeader} and repeat the request with ${proofHeader}`,
          code: 'proof_of_work_required',
        },
      ],
      { [challengeHeader]: Buffer.from(JSON.stringify(challenge)).toString('base64url') },
    );
  };
  return {
    async check(subject, proof) {
      const about = hmacOf(key, subject);
      if (proof === undefined || !(await isProven(about, proof))) throw await refusal(about);
    },
  };
}

const hmacOf = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');

function parseProof(given: string): Proof | undefined {
  try {
    return Proof.parse(JSON.parse(Buffer.from(given, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
