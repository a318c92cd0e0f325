import { useFormatter } from 'next-intl';

type Size = 'small' | 'usual' | 'large';

const scales: Record<Size, { usual: string; long: string }> = {
  small: { usual: 'text-xl', long: 'text-base sm:text-lg' },
  usual: { usual: 'text-2xl', long: 'text-lg sm:text-xl' },
  large: { usual: 'text-3xl sm:text-4xl', long: 'text-xl sm:text-2xl' },
};

/** @param price major units, as on HTTP */
export function Price({ price, currency, size = 'usual' }: { price: number; currency: string; size?: Size }) {
  const text = useFormatter().number(price, { style: 'currency', currency });
  // The tear-off part has the same width for every ticket, and $999,999.99 must fit.
  const scale = scales[size][text.length > 8 ? 'long' : 'usual'];
  return <span className={`display figures leading-none whitespace-nowrap ${scale}`}>{text}</span>;
}
