import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';
import type { Passkey } from './api/schemas.ts';

interface PasskeyListProps {
  passkeys: readonly Passkey[];
  onRemove: (passkey: Passkey) => void;
}

export function PasskeyList({ passkeys, onRemove }: PasskeyListProps) {
  const t = useTranslations('factors');
  const format = useFormatter();
  return (
    <ul aria-label={t('passkeys')} className="divide-y divide-line rounded-card border border-line bg-card">
      {passkeys.map((passkey) => (
        <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-4 px-5 py-4">
          <div className="flex min-w-0 flex-col gap-1">
            <p className="font-semibold wrap-anywhere">{passkey.name}</p>
            <p className="text-sm text-muted">
              {t('passkeyAddedAt', { at: format.dateTime(new Date(passkey.createdAt), 'moment') })}
              {' · '}
              {passkey.lastUsedAt
                ? t('passkeyUsedAt', { at: format.dateTime(new Date(passkey.lastUsedAt), 'moment') })
                : t('passkeyNotUsed')}
            </p>
          </div>
          <Button
            look="plain"
            size="small"
            aria-label={t('removeNamed', { name: passkey.name })}
            onClick={() => onRemove(passkey)}
          >
            {t('remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
