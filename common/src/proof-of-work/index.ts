import { createHmac } from 'node:crypto';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { challengeHeader, HttpError, type ProofOfWork, proofHeader } from '../http/index.ts';

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

/** {@link proofOfWorkEnv} of the configuration. */
export interface ProofOfWorkConfig {
  PROOF_OF_WORK_KEY?: string | undefined;
  PROOF_OF_WORK_DERIVATIONS: number;
}

/** Makes many requests expensive for a program and one request cheap for a person (ADR 50). @returns null without a key */
export function createProofOfWork(
  { PROOF_OF_WORK_KEY: key, PROOF_OF_WORK_DERIVATIONS: derivations }: ProofOfWorkConfig,
  now = () => new Date(),
): ProofOfWork | null {
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
