import type { PaymentIntent } from '../../domain/intent.ts';
import { formatMoney } from '../../domain/money.ts';

/**
 * Renders the bank's page of the simulated 3-D Secure. Form actions are relative, so that it works behind a gateway.
 * Ids and amounts come from the sandbox, so nothing needs escaping.
 */
export function challengePage(intent: PaymentIntent | null): string {
  const content = intent
    ? `<h1>Confirm your payment</h1>
    <p>Your bank asks you to confirm a payment of <strong>${formatMoney(intent.amountMinor, intent.currency)}</strong>.</p>
    <form method="post" action="${intent.id}/complete"><button>Complete authentication</button></form>
    <form method="post" action="${intent.id}/fail"><button>Fail authentication</button></form>`
    : '<h1>Nothing to confirm</h1><p>This challenge was already answered or never existed.</p>';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>3-D Secure test page</title>
    <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 10vh auto; padding: 0 1rem }
      button { font: inherit; width: 100%; padding: 0.75rem; margin-top: 0.5rem }
    </style>
  </head>
  <body>
    <main>
    ${content}
    </main>
  </body>
</html>
`;
}
