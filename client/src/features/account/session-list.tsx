import { getFormatter, getTranslations } from 'next-intl/server';
import type { Session } from '@/api/schemas.ts';
import { EndSessionsForm } from './end-sessions-form.tsx';

/** Where the user is signed in, this browser first. */
export async function SessionList({ sessions }: { sessions: readonly Session[] }) {
  const [t, format] = await Promise.all([getTranslations('account'), getFormatter()]);
  const sorted = sessions.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  return (
    <ul aria-label={t('sessions')} className="divide-y divide-line rounded-card border border-line bg-card">
      {sorted.map(({ id, device, network, createdAt, lastUsedAt, isCurrent }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-4 px-5 py-4">
          <div className="flex min-w-0 flex-col gap-1">
            <p className="font-semibold wrap-anywhere">
              {device ?? t('unknownDevice')}
              {isCurrent && <span className="font-normal text-muted"> · {t('thisDevice')}</span>}
            </p>
            <p className="text-sm wrap-anywhere text-muted">
              {network ? t('fromNetwork', { network }) : t('fromLocalNetwork')}
              {' · '}
              {t('signedInAt', { at: format.dateTime(new Date(createdAt), 'moment') })}
              {' · '}
              {t('lastUsedAt', { at: format.dateTime(new Date(lastUsedAt), 'moment') })}
            </p>
          </div>
          {!isCurrent && (
            <EndSessionsForm which={{ sid: id }} label={t('endNamed', { device: device ?? t('unknownDevice') })}>
              {t('end')}
            </EndSessionsForm>
          )}
        </li>
      ))}
    </ul>
  );
}
