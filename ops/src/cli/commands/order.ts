import type { Command } from 'commander';
import { type CliContext, print } from '../context.ts';
import { CliError, usageError } from '../exit.ts';
import { orderText } from '../order-text.ts';
import { createPlaces } from '../parts/places.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const orderCommand = (context: CliContext, program: Command): Command =>
  program
    .command('order')
    .argument('<id>', 'id of an order')
    .description('everything about an order: rows of each service, payments, timer, events')
    .option('--json', 'machine-readable output')
    .action((id: string, options: { json?: boolean }) => order(context, id, options));

async function order(context: CliContext, id: string, options: { json?: boolean }): Promise<void> {
  if (!uuid.test(id)) throw usageError(`${id} is not the id of an order: it is a UUID`);
  const { readOrder } = await import('../parts/read-order.ts');
  const view = await readOrder(createPlaces(context.env), id.toLowerCase());
  if (!view) throw new CliError(`There is no order ${id}`);
  print(context, options, view, () => orderText(view, context.terminal.stdout.columns));
}
