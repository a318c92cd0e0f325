import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/**
 * Solves a challenge, which takes about a second; the page stays responsive.
 * @param challenge base64url of JSON, as the server sent it
 * @returns the proof, base64url of JSON; null when the signal ends the work
 */
export async function solve(challenge: string, signal: AbortSignal): Promise<string | null> {
  const given: Challenge = JSON.parse(atob(challenge.replaceAll('-', '+').replaceAll('_', '/')));
  const controller = new AbortController();
  // An event that has passed is not reported.
  if (signal.aborted) controller.abort();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  const solution = await solveChallenge({ challenge: given, controller, deriveKey });
  if (!solution) return null;
  const proof = btoa(JSON.stringify({ challenge: given, solution }));
  return proof.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
