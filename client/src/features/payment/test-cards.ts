/** Stripe's test cards, and two of the sandbox with a slow bank. They work with any future expiry and any CVC. */
export const cardsForTests = [
  { name: 'success', number: '4242 4242 4242 4242' },
  { name: 'threeDSecure', number: '4000 0027 6000 3184' },
  { name: 'declined', number: '4000 0000 0000 0002' },
  { name: 'insufficientFunds', number: '4000 0000 0000 9995' },
  { name: 'slow', number: '4000 9900 0007 0015' },
  { name: 'slowDeclined', number: '4000 9900 0007 0023' },
] as const;

export const testExpiry = '12 / 34';
export const testCvc = '123';
