/** Stripe's test tokens, and one of our sandbox's that answers late. No card number is ever typed here. */
export const TEST_CARDS = [
  'tok_visa',
  'tok_chargeDeclined',
  'tok_chargeDeclinedInsufficientFunds',
  'tok_chargeDeclinedExpiredCard',
  'tok_sandbox_processing_15s',
] as const;
