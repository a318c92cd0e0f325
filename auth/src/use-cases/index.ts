import { changePassword } from './change-password.ts';
import { endOwnSession, endOwnSessions } from './end-sessions.ts';
import { listSessions } from './list-sessions.ts';
import { refreshSession } from './refresh-session.ts';
import { sessionOfToken } from './session-of-token.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import type { SignInDeps } from './verify-password.ts';

export type UseCaseDeps = SignInDeps;

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
});

export type UseCases = ReturnType<typeof createUseCases>;
