import { z } from 'zod';
import { amountToMinorUnits, toMinorUnits } from '../money/index.ts';

/** A price in major units, a number or a decimal string; parsed to minor units. */
export const price = () =>
  z
    .union([z.number(), z.string()], { error: 'Price must be greater than 0' })
    .transform((amount, context) => {
      const minor = toMinorUnits(amount);
      if (minor !== null) return minor;
      context.addIssue({ code: 'custom', message: problemOf(amount) });
      return z.NEVER;
    })
    .meta({ description: 'Major units, at most two decimals, up to 999999.99', example: 19.99 });

/** A bound of prices, so 0 is valid; parsed to minor units. */
export const priceBound = <T extends z.ZodType<number | string>>(given: T, message: string) =>
  given.transform((amount, context) => {
    const minor = amountToMinorUnits(amount);
    if (minor === null) context.addIssue({ code: 'custom', message });
    return minor ?? z.NEVER;
  });

function problemOf(amount: number | string): string {
  if (typeof amount === 'string' && /^\s*\d+([.,]\d+)+\s*$/.test(amount) && amount.includes(','))
    return 'Price must be a number with a decimal point, such as 12.50';
  const value = Number(amount);
  return value > 0 && Number.isFinite(value)
    ? 'Price must have at most 2 decimals and be at most 999999.99'
    : 'Price must be greater than 0';
}
