import { createProofOfWork } from '@ticketing/common/proof-of-work';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Answer } from './api.ts';

const config = { PROOF_OF_WORK_KEY: '7c1d9f3a2e6d8b7a4c105b0e0192c9a4', PROOF_OF_WORK_DERIVATIONS: 20 };

/** Asks for proofs that take no time. */
export const easyProofOfWork = (now = () => new Date()) => createProofOfWork(config, now);

/** Solves the challenge of a refusal like a browser. @returns the header of the repeated request */
export async function proofFor({ headers }: Answer): Promise<Record<string, string>> {
  const text = Buffer.from(headers.get('x-proof-of-work-challenge') ?? '', 'base64url').toString('utf8');
  const challenge = JSON.parse(text);
  const solution = await solveChallenge({ challenge, deriveKey });
  return { 'x-proof-of-work': Buffer.from(JSON.stringify({ challenge, solution })).toString('base64url') };
}
