'use client';

import { Button, ButtonLink } from '../components/button.tsx';
import { MessagePage } from '../components/message-page.tsx';

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <MessagePage
      title="Something broke on our side"
      actions={
        <>
          <Button onClick={() => retry()}>Try again</Button>
          <ButtonLink look="plain" href="/">
            See tickets for sale
          </ButtonLink>
        </>
      }
    >
      <p>It was not you. If you were paying, look at your orders first: a payment is never taken twice.</p>
    </MessagePage>
  );
}
