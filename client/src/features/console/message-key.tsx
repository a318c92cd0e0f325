import { Code } from './code.tsx';
import { orderIdOf, orderViewPath } from './logic/order-id.ts';
import { RowLink } from './row-link.tsx';

/** A message's key; it leads to the order if it is an order's id. */
export function MessageKey({ topic, of: key }: { topic: string; of: string }) {
  const orderId = orderIdOf({ topic, key });
  return orderId ? (
    <RowLink href={orderViewPath(orderId)} isStrong={false}>
      <Code>{key}</Code>
    </RowLink>
  ) : (
    <Code>{key}</Code>
  );
}
