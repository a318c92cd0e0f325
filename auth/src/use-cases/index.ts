import { changePassword } from './change-password.ts';
import { confirmEmail } from './confirm-email.ts';
import { endOwnSession, endOwnSessions } from './end-sessions.ts';
import { listSessions } from './list-sessions.ts';
import { publishContacts } from './publish-contact.ts';
import { refreshSession } from './refresh-session.ts';
import { type RequestMailDeps, requestPasswordReset, requestVerification } from './request-mail.ts';
import { resetPassword } from './reset-password.ts';
import { sessionOfToken } from './session-of-token.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import type { SignInDeps } from './verify-password.ts';

export type UseCaseDeps = SignInDeps & RequestMailDeps;

export const createUseCases = (deps: UseCaseDeps) => ({
  signUp: signUp(deps),
  signIn: signIn(deps),
  signOut: signOut(deps),
  changePassword: changePassword(deps),
  refreshSession: refreshSession(deps),
  sessionOfToken: sessionOfToken(deps),
  listSessions: listSessions(deps),
  endOwnSession: endOwnSession(deps),
  endOwnSessions: endOwnSessions(deps),
  requestVerification: requestVerification(deps),
  confirmEmail: confirmEmail(deps),
  requestPasswordReset: requestPasswordReset(deps),
  resetPassword: resetPassword(deps),
  publishContacts: publishContacts(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
