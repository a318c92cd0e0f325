/** How the simulated card network responds to a charge. */
export type CardBehaviour =
  | { type: 'succeeds' }
  | { type: 'declines'; decline: Decline }
  | { type: 'challenges'; afterwards: SettledBehaviour }
  | { type: 'settles-later'; afterMs: number; outcome: 'succeeds' | 'declines' };

/** The outcome after a passed 3-D Secure challenge: there is no second one. */
export type SettledBehaviour = Extract<CardBehaviour, { type: 'succeeds' | 'declines' }>;

export type RefundBehaviour = 'succeeds' | 'pending-then-succeeds' | 'succeeds-then-fails';

export interface Decline {
  code: string;
  declineCode: string;
  message: string;
  param?: string;
}

export interface CardFace {
  brand: string;
  last4: string;
  funding: 'credit' | 'debit' | 'prepaid';
  country: string;
}

export type TestCard = CardFace & { behaviour: CardBehaviour; refunds: RefundBehaviour };

const declined = (declineCode: string): Decline => ({
  code: 'card_declined',
  declineCode,
  message: 'Your card was declined.',
});

export const declines = {
  generic: declined('generic_decline'),
  insufficientFunds: { ...declined('insufficient_funds'), message: 'Your card has insufficient funds.' },
  lostCard: declined('lost_card'),
  stolenCard: declined('stolen_card'),
  fraudulent: declined('fraudulent'),
  velocityExceeded: {
    ...declined('card_velocity_exceeded'),
    message: 'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  },
  expiredCard: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
  },
  incorrectCvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
  },
  processingError: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
} satisfies Record<string, Decline>;
