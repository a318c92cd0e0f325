import { invalidRequest } from '../domain/api-error.ts';
import { chargeShape } from '../shapes/charge.ts';
import { paymentIntentShape } from '../shapes/payment-intent.ts';
import { paymentMethodShape } from '../shapes/payment-method.ts';
import { refundShape } from '../shapes/refund.ts';
import type { ShapeContext } from '../shapes/shape-context.ts';

const maxDepth = 4;

/** Replaces ids by their objects, e.g. for `expand[]=latest_charge` or `expand[]=data.payment_intent`. */
export const expandAll = (context: ShapeContext, body: object, paths: string[]): object =>
  paths.reduce<object>((expanded, path) => {
    const parts = path.split('.');
    if (parts.length > maxDepth) throw notExpandable(path);
    return expand(context, expanded, parts, path) as object;
  }, body);

function expand(context: ShapeContext, value: unknown, [part, ...rest]: string[], path: string): unknown {
  if (part === undefined) return typeof value === 'string' ? objectNamed(context, value, path) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => expand(context, item, [part, ...rest], path));
  const holder = typeof value === 'string' ? objectNamed(context, value, path) : value;
  if (holder === null) return null;
  if (typeof holder !== 'object' || !Object.hasOwn(holder, part)) throw notExpandable(path);
  const nested: unknown = Reflect.get(holder, part);
  return { ...holder, [part]: expand(context, nested, rest, path) };
}

function objectNamed(context: ShapeContext, id: string, path: string): object {
  const { get } = context;
  const [prefix] = id.split('_', 1);
  switch (prefix) {
    case 'pi': {
      const intent = get('paymentIntent', id);
      if (intent) return paymentIntentShape(context, intent);
      break;
    }
    case 'ch': {
      const charge = get('charge', id);
      if (charge) return chargeShape(context, charge);
      break;
    }
    case 'pm': {
      const method = get('paymentMethod', id);
      if (method) return paymentMethodShape(method);
      break;
    }
    case 're': {
      const refund = get('refund', id);
      if (refund) return refundShape(refund);
      break;
    }
  }
  throw notExpandable(path);
}

const notExpandable = (path: string) =>
  invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
