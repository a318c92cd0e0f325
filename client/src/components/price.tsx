import { formatPrice } from '../lib/money.ts';

type Size = 'small' | 'large';

const SCALES: Record<Size, { usual: string; long: string }> = {
  small: { usual: 'text-2xl', long: 'text-lg sm:text-xl' },
  large: { usual: 'text-3xl sm:text-4xl', long: 'text-lg sm:text-2xl' },
};

export function Price({ price, currency, size = 'small' }: { price: number; currency: string; size?: Size }) {
  const text = formatPrice(price, currency);
  // The part to tear off has one width for every ticket; $999,999.99 has to fit on it too.
  const scale = SCALES[size][text.length > 7 ? 'long' : 'usual'];
  return <span className={`display figures leading-none ${scale}`}>{text}</span>;
}
