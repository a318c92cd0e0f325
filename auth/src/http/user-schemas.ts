import { safeText } from '@ticketing/common/http';
import { z } from 'zod';
import { parseEmail } from '../domain/email.ts';
import type { User } from '../domain/user.ts';

const invalidEmail = 'Email must be valid';
const invalidPassword = 'Password must be between 8 and 128 characters';

/** In the form in which accounts are compared. */
const email = safeText(invalidEmail)
  .trim()
  .transform((text, context) => {
    const address = parseEmail(text);
    if (address === null) context.addIssue({ code: 'custom', message: invalidEmail });
    return address ?? z.NEVER;
  })
  .meta({ format: 'email' });

const newPassword = safeText(invalidPassword).min(8, invalidPassword).max(128, invalidPassword);
/** A password that sign-up would refuse is refused before hashing. */
const knownPassword = z
  .string({ error: 'You must supply a password' })
  .min(1, 'You must supply a password')
  .max(128, invalidPassword);

const credentials = { email: 'buyer@example.com', password: 'nine lives of a cat' };

export const signUpBody = z.object({ email, password: newPassword }).meta({ example: credentials });
export const signInBody = z.object({ email, password: knownPassword }).meta({ example: credentials });
export const passwordBody = z.object({ currentPassword: knownPassword, newPassword });

export const userResponse = z
  .object({ id: z.string(), email: z.string() })
  .meta({ id: 'User', example: { id: '66f0c0ffee0123456789abcd', email: credentials.email } });
export const toUserResponse = ({ id, email: address }: Pick<User, 'id' | 'email'>) => ({ id, email: address });
