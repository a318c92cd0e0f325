import type { Metadata } from 'next';
import { ButtonLink } from '../../../components/button.tsx';
import { MessagePage } from '../../../components/message-page.tsx';
import { SignOutForm } from '../../../components/sign-out-form.tsx';
import { readCurrentUser } from '../../../lib/api/server.ts';

export const metadata: Metadata = { title: 'Sign out' };

// A button, not a sign-out on sight: a link on another site must not be able to end a session.
export default async function SignOutPage() {
  const user = await readCurrentUser();
  if (!user) {
    return (
      <MessagePage title="You are signed out" actions={<ButtonLink href="/">See tickets for sale</ButtonLink>}>
        <p>See you next time.</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage title="Sign out?" actions={<SignOutForm />}>
      <p className="wrap-anywhere">You are signed in as {user.email}.</p>
    </MessagePage>
  );
}
