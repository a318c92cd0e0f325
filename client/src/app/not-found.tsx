import type { Metadata } from 'next';
import { ButtonLink } from '../components/button.tsx';
import { MessagePage } from '../components/message-page.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFoundPage() {
  return (
    <MessagePage title="There is nothing here" actions={<ButtonLink href="/">See tickets for sale</ButtonLink>}>
      <p>The address may be mistyped, or what was here is gone.</p>
    </MessagePage>
  );
}
