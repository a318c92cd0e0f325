import { type CardBehaviour, type CardFace, type Decline, declines, type TestCard } from './test-card.ts';

interface Entry {
  numbers: string[];
  names: string[];
  card: TestCard;
}

export const defaultSettlementMs = 15_000;

const succeeds: CardBehaviour = { type: 'succeeds' };
const declinesWith = (decline: Decline): CardBehaviour => ({ type: 'declines', decline });
const challenges = (decline?: Decline): CardBehaviour => ({
  type: 'challenges',
  afterwards: decline ? { type: 'declines', decline } : { type: 'succeeds' },
});

const settlesLater = (outcome: 'succeeds' | 'declines'): CardBehaviour => ({
  type: 'settles-later',
  afterMs: defaultSettlementMs,
  outcome,
});

const visa = (last4: string): CardFace => ({ brand: 'visa', last4, funding: 'credit', country: 'US' });

function entry(face: CardFace, numbers: string[], names: string[], behaviour = succeeds): Entry {
  return { numbers, names, card: { ...face, behaviour, refunds: 'succeeds' } };
}

function withRefunds(base: Entry, refunds: TestCard['refunds']): Entry {
  return { ...base, card: { ...base.card, refunds } };
}

/**
 * Stripe's published test cards (docs.stripe.com/testing) that a card payment without a customer can use. Each name
 * stands for `tok_<name>` and `pm_card_<name>`.
 */
const entries: Entry[] = [
  entry(visa('4242'), ['4242424242424242'], ['visa']),
  entry({ ...visa('5556'), funding: 'debit' }, ['4000056655665556'], ['visa_debit']),
  entry({ ...visa('4444'), brand: 'mastercard' }, ['5555555555554444', '2223003122003222'], ['mastercard']),
  entry({ ...visa('8210'), brand: 'mastercard', funding: 'debit' }, ['5200828282828210'], ['mastercard_debit']),
  entry({ ...visa('5100'), brand: 'mastercard', funding: 'prepaid' }, ['5105105105105100'], ['mastercard_prepaid']),
  entry({ ...visa('8431'), brand: 'amex' }, ['371449635398431', '378282246310005'], ['amex']),
  entry({ ...visa('1117'), brand: 'discover' }, ['6011111111111117', '6011000990139424'], ['discover']),
  entry({ ...visa('0004'), brand: 'diners' }, ['3056930009020004', '36227206271667'], ['diners']),
  entry({ ...visa('0505'), brand: 'jcb', country: 'JP' }, ['3566002020360505'], ['jcb']),
  entry({ ...visa('0005'), brand: 'unionpay', country: 'CN' }, ['6200000000000005'], ['unionpay']),

  entry(visa('0002'), ['4000000000000002'], ['chargeDeclined', 'visa_chargeDeclined'], declinesWith(declines.generic)),
  entry(
    visa('9995'),
    ['4000000000009995'],
    ['chargeDeclinedInsufficientFunds', 'visa_chargeDeclinedInsufficientFunds'],
    declinesWith(declines.insufficientFunds),
  ),
  entry(visa('9987'), ['4000000000009987'], ['visa_chargeDeclinedLostCard'], declinesWith(declines.lostCard)),
  entry(visa('9979'), ['4000000000009979'], ['visa_chargeDeclinedStolenCard'], declinesWith(declines.stolenCard)),
  entry(
    visa('0019'),
    ['4100000000000019'],
    ['chargeDeclinedFraudulent', 'radarBlock'],
    declinesWith(declines.fraudulent),
  ),
  entry(visa('0069'), ['4000000000000069'], ['chargeDeclinedExpiredCard'], declinesWith(declines.expiredCard)),
  entry(visa('0127'), ['4000000000000127'], ['chargeDeclinedIncorrectCvc'], declinesWith(declines.incorrectCvc)),
  entry(visa('0119'), ['4000000000000119'], ['chargeDeclinedProcessingError'], declinesWith(declines.processingError)),
  entry(
    visa('6975'),
    ['4000000000006975'],
    ['visa_chargeDeclinedVelocityLimitExceeded'],
    declinesWith(declines.velocityExceeded),
  ),
  entry(visa('0341'), ['4000000000000341'], ['chargeCustomerFail'], declinesWith(declines.generic)),

  entry(
    visa('3220'),
    ['4000000000003220', '4000000000003063'],
    ['threeDSecure2Required', 'threeDSecureRequired'],
    challenges(),
  ),
  entry(visa('3155'), ['4000002500003155'], ['authenticationRequiredOnSetup'], challenges()),
  entry(visa('3184'), ['4000002760003184'], ['authenticationRequired'], challenges()),
  entry(
    visa('3178'),
    ['4000008260003178'],
    ['authenticationRequiredChargeDeclinedInsufficientFunds'],
    challenges(declines.insufficientFunds),
  ),
  entry(visa('1629'), ['4000008400001629'], ['threeDSecureRequiredChargeDeclined'], challenges(declines.generic)),
  entry(visa('3055'), ['4000000000003055'], ['threeDSecureOptional']),

  // Specific to the sandbox: Stripe has late settlement only for bank debits.
  entry(visa('0015'), ['4000990000070015'], [], settlesLater('succeeds')),
  entry(visa('0023'), ['4000990000070023'], [], settlesLater('declines')),

  withRefunds(entry(visa('7726'), ['4000000000007726'], ['pendingRefund']), 'pending-then-succeeds'),
  withRefunds(entry(visa('5126'), ['4000000000005126'], ['refundFail']), 'succeeds-then-fails'),
];

const byNumber = new Map(entries.flatMap(({ numbers, card }) => numbers.map((number) => [number, card] as const)));
const byName = new Map(entries.flatMap(({ names, card }) => names.map((name) => [name, card] as const)));

const lateCardPattern = /^sandbox_processing(?:_(\d{1,7})(ms|s))?(_fails)?$/;

/** A card specific to the sandbox: `sandbox_processing[_<n>s|_<n>ms][_fails]` stays `processing` for that long. */
function lateCard(name: string): TestCard | undefined {
  const match = lateCardPattern.exec(name);
  if (!match) return undefined;
  const [, digits, unit, fails] = match;
  const afterMs = digits ? Number(digits) * (unit === 's' ? 1000 : 1) : defaultSettlementMs;
  const behaviour: CardBehaviour = { type: 'settles-later', afterMs, outcome: fails ? 'declines' : 'succeeds' };
  return { ...visa('0015'), behaviour, refunds: 'succeeds' };
}

const cardByName = (name: string): TestCard | undefined => byName.get(name) ?? lateCard(name);

/** Maps `tok_visa` to its card; undefined for anything but a test token. */
export const cardOfToken = (token: string): TestCard | undefined =>
  token.startsWith('tok_') ? cardByName(token.slice('tok_'.length)) : undefined;

/** Maps `pm_card_visa` to its card; undefined for anything but a test payment method. */
export const cardOfPaymentMethod = (id: string): TestCard | undefined =>
  id.startsWith('pm_card_') ? cardByName(id.slice('pm_card_'.length)) : undefined;

/** Finds a card by number, spaces allowed; undefined for a number that is not a test card. */
export function cardOfNumber(number: string): TestCard | undefined {
  const digits = number.replaceAll(' ', '');
  const card = byNumber.get(digits);
  return card && { ...card, last4: digits.slice(-4) };
}
