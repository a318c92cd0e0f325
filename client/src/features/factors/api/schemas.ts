import type { Factors, operations } from '@ticketing/api-client';
import * as z from 'zod/mini';

interface Answer<Body> {
  content: { 'application/json': Body };
}
type AnswerOf<Name extends keyof operations> = operations[Name]['responses'] extends
  | { 200: Answer<infer Body> }
  | { 201: Answer<infer Body> }
  ? Body
  : never;

export type { Factors } from '@ticketing/api-client';
export type Passkey = Factors['passkeys'][number];
export type TotpStart = AnswerOf<'startTotp'>;
export type RecoveryCodes = AnswerOf<'confirmTotp'>;
export type PasskeyRequest = AnswerOf<'startPasskey'>;

/** The body of a sign-in that needs a second step: a refusal, which is not typed. */
export const secondFactorSchema = z.object({
  secondFactor: z.object({
    challenge: z.string(),
    hasTotp: z.boolean(),
    // Passed to the browser's WebAuthn as they are.
    passkeyOptions: z.nullable(z.record(z.string(), z.unknown())),
  }),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>['secondFactor'];
