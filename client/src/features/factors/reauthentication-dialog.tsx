import { useTranslations } from 'next-intl';
import { reauthenticate } from './api/browser.ts';
import { PasswordDialog } from './password-dialog.tsx';

/** Asks for the password that a request needs, see `useReauthentication`. */
export function ReauthenticationDialog({ settle }: { settle: (isProven: boolean) => void }) {
  const t = useTranslations('factors');
  return (
    <PasswordDialog
      title={t('againTitle')}
      text={t('againText')}
      label={t('continue')}
      send={reauthenticate}
      onDone={() => settle(true)}
      onClose={() => settle(false)}
    />
  );
}
