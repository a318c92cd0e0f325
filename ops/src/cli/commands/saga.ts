import type { Saga } from '@ticketing/api-client';
import { type Command, Option } from 'commander';
import type { Api } from '../api.ts';
import { apiOf, type CliContext, type CommonOptions, notify, print, withCommonOptions } from '../context.ts';
import { sagaText } from '../saga-text.ts';
import { confirm } from '../terminal.ts';

interface SagaOptions extends CommonOptions {
  retry?: boolean;
  undo?: boolean;
  yes?: boolean;
}

export const sagaCommand = (context: CliContext, program: Command): Command =>
  withCommonOptions(program.command('saga'))
    .argument('<id>', 'id of a saga; that of a booking is the id of the booking')
    .description('show a saga: its steps, its history, and what can be done; retry or undo it')
    .addOption(new Option('--retry', 'make its next attempt now').conflicts('undo'))
    .option('--undo', 'undo it: run the compensations of what may have happened')
    .option('-y, --yes', 'skip the confirmation of --undo')
    .addHelpText('after', '\nBoth are kept in the history of the saga, with your id, and in the security log.')
    .action((id: string, options: SagaOptions) => saga(context, id, options));

async function saga(context: CliContext, id: string, options: SagaOptions): Promise<void> {
  const api = apiOf(context, options);
  if (options.retry) await retry(context, api, id);
  if (options.undo) await undo(context, api, id, options);
  const found = await read(api, id);
  print(context, options, found, () => sagaText(found, context.terminal.stdout.columns));
}

const inPath = (id: string) => ({ params: { path: { id } } });

const read = (api: Api, id: string): Promise<Saga> =>
  api.call((client) => client.GET('/api/bookings/sagas/{id}', inPath(id)));

async function retry(context: CliContext, api: Api, id: string): Promise<void> {
  const { actions } = await read(api, id);
  await api.call((client) => client.POST('/api/bookings/sagas/{id}/retry', inPath(id)));
  notify(context, actions.retry ? 'The next attempt is due.' : 'An attempt is under way; there is nothing to retry.');
}

async function undo(context: CliContext, api: Api, id: string, { yes }: SagaOptions): Promise<void> {
  const { steps } = await read(api, id);
  const undone = steps.filter(({ canBeUndone, state }) => canBeUndone && mayHaveHappened.includes(state)).toReversed();
  const what = undone.map(({ name }) => name).join(', then ') || 'nothing yet';
  if (!yes) await confirm(context.terminal, `Undo this saga (${what})?`);
  await api.call((client) => client.POST('/api/bookings/sagas/{id}/compensation', inPath(id)));
  notify(context, 'The saga is being undone.');
}

const mayHaveHappened: readonly Saga['steps'][number]['state'][] = ['sent', 'succeeded', 'unanswered'];
