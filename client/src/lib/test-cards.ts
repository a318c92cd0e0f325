/** Stripe's test tokens, and one of our sandbox's that answers late. No card number is ever typed here. */
export const TEST_CARDS = [
  { token: 'tok_visa', name: 'Visa 4242', hint: 'Pays at once' },
  { token: 'tok_chargeDeclined', name: 'Declined card', hint: 'The bank says no' },
  { token: 'tok_chargeDeclinedInsufficientFunds', name: 'Insufficient funds', hint: 'Not enough money' },
  { token: 'tok_chargeDeclinedExpiredCard', name: 'Expired card', hint: 'Out of date' },
  { token: 'tok_sandbox_processing_15s', name: 'Slow bank', hint: 'Processing for 15 seconds' },
] as const;
