import type { AuditEntry } from '@ticketing/api-client';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, print, withCommonOptions } from '../context.ts';
import { table } from '../output.ts';
import { parseCount } from '../selection.ts';

interface AuditOptions extends CommonOptions {
  limit: number;
}

export const auditCommand = (context: CliContext, dlq: Command): Command =>
  withCommonOptions(dlq.command('audit'))
    .description('who did what, when and why; newest first')
    .option('-n, --limit <count>', 'maximum number of entries', parseCount, 50)
    .action(async (options: AuditOptions) => {
      const { items } = await apiOf(context, options).list(
        (client, query) => client.GET('/api/ops/audit', { params: { query } }),
        options.limit,
      );
      print(context, options, items, () =>
        items.length === 0 ? 'No entries yet.' : auditText(items, context.terminal.stdout.columns),
      );
    });

const auditText = (entries: readonly AuditEntry[], width: number | undefined): string =>
  table(
    [
      { title: 'WHEN', of: ({ at }) => at.slice(0, 19).replace('T', ' ') },
      { title: 'WHO', of: ({ operator }) => operator.email },
      { title: 'WHAT', of: ({ action }) => action },
      { title: 'LETTERS', of: ({ letters }) => String(letters) },
      { title: 'WHICH', of: ({ selection }) => selectionText(selection) },
      { title: 'WHY', of: ({ reason }) => reason ?? '–', isElastic: true },
    ],
    entries,
    width,
  );

const maxShown = 2;

function selectionText(selection: unknown): string {
  if (typeof selection !== 'object' || selection === null) return '–';
  if ('ids' in selection && Array.isArray(selection.ids)) {
    const { ids } = selection;
    return `${ids.slice(0, maxShown).join(', ')}${ids.length > maxShown ? ` and ${ids.length - maxShown} more` : ''}`;
  }
  const filter = 'filter' in selection ? Object.entries(selection.filter ?? {}) : [];
  return filter.length === 0 ? 'all' : filter.map(([name, value]) => `${name}=${String(value)}`).join(' ');
}
