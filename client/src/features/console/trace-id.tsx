import { useTranslations } from 'next-intl';
import { readConfig } from '@/server/config.ts';
import { Code } from './code.tsx';
import { RowLink } from './row-link.tsx';

/** A trace's id, with links to the trace and to its log lines where there are viewers. */
export function TraceId({ of: traceId }: { of: string }) {
  const t = useTranslations('ops');
  const { traceUrlOf, logsUrlOf } = readConfig();
  const [traceUrl, logsUrl] = [traceUrlOf(traceId), logsUrlOf(traceId)];
  return (
    <>
      {traceUrl ? (
        <RowLink href={traceUrl} isStrong={false}>
          {traceId}
        </RowLink>
      ) : (
        <Code>{traceId}</Code>
      )}
      {logsUrl && (
        <>
          {' · '}
          <RowLink href={logsUrl} isStrong={false}>
            {t('logs')}
          </RowLink>
        </>
      )}
    </>
  );
}
