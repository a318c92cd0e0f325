import { type SignInDeps, signIn } from './sign-in.ts';
import { type SignOutDeps, signOut } from './sign-out.ts';
import { type SignUpDeps, signUp } from './sign-up.ts';

export const createUseCases = (deps: SignUpDeps & SignInDeps & SignOutDeps) => ({
  signUp: signUp(deps),
  signIn: signIn(deps),
  signOut: signOut(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
