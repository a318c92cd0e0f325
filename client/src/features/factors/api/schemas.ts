import * as z from 'zod/mini';

const passkey = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.nullable(z.string()),
});
export type Passkey = z.infer<typeof passkey>;

export const factorsSchema = z.object({
  totp: z.nullable(z.object({ enabledAt: z.string() })),
  passkeys: z.array(passkey),
  recoveryCodesLeft: z.number(),
});
export type Factors = z.infer<typeof factorsSchema>;

export const totpStartSchema = z.object({ secret: z.string(), uri: z.string() });
export type TotpStart = z.infer<typeof totpStartSchema>;

export const recoveryCodesSchema = z.object({ recoveryCodes: z.nullable(z.array(z.string())) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

/** Options for the browser's WebAuthn, passed on as they are. */
const options = z.record(z.string(), z.unknown());
export const passkeyRequestSchema = z.object({ challenge: z.string(), options });
export type PasskeyRequest = z.infer<typeof passkeyRequestSchema>;

/** The body of a sign-in that needs a second step. */
export const secondFactorSchema = z.object({
  secondFactor: z.object({ challenge: z.string(), hasTotp: z.boolean(), passkeyOptions: z.nullable(options) }),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>['secondFactor'];
