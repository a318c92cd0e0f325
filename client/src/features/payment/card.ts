import type { Fault } from '@/api/problem.ts';

/** A card as typed. Only the sandbox's form has one; Stripe's form keeps it in Stripe's frame. */
export interface Card {
  number: string;
  expiry: string;
  cvc: string;
}
export const cardFields = ['number', 'expiry', 'cvc'] as const;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Formats a number during typing: `4242 4242 4242 4242` */
export const formatCardNumber = (typed: string): string =>
  digitsOf(typed)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, '$1 ');

/** Formats an expiry during typing: `12 / 34`. A first digit above 1 is a complete month. */
export function formatExpiry(typed: string): string {
  const digits = digitsOf(typed)
    .replace(/^([2-9])/, '0$1')
    .slice(0, 4);
  return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
}

/** @returns null for an invalid month */
export function parseExpiry(typed: string): { month: number; year: number } | null {
  const digits = digitsOf(typed);
  const month = Number(digits.slice(0, 2));
  return digits.length === 4 && month >= 1 && month <= 12 ? { month, year: 2000 + Number(digits.slice(2)) } : null;
}

/** @param now only its month matters, so a clock that is an hour off makes no difference */
export function faultsOfCard({ number, expiry, cvc }: Card, now: Date): Partial<Record<keyof Card, Fault>> {
  const faults: Partial<Record<keyof Card, Fault>> = {};
  if (!isCardNumber(digitsOf(number))) faults.number = { code: 'card_number_invalid' };
  const until = parseExpiry(expiry);
  if (!until) faults.expiry = { code: 'card_expiry_invalid' };
  else if (until.year * 12 + until.month < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1) {
    faults.expiry = { code: 'card_expiry_past' };
  }
  if (!/^\d{3,4}$/.test(digitsOf(cvc))) faults.cvc = { code: 'card_cvc_invalid' };
  return faults;
}

/** Verifies the check digit, which detects typos. Luhn, ISO/IEC 7812-1. */
function isCardNumber(digits: string): boolean {
  if (digits.length < 12) return false;
  const sum = Array.from(digits)
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 1 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}
