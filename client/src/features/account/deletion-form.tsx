'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { deleteAccount } from '@/api/browser.ts';
import { PasswordDialog } from '@/features/factors/password-dialog.tsx';
import { deletedPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';

export function DeletionForm() {
  const t = useTranslations('account');
  const [isAsked, setAsked] = useState(false);
  return (
    <div>
      <Button look="plain" size="small" onClick={() => setAsked(true)}>
        {t('deleteAccount')}
      </Button>
      {isAsked && (
        <PasswordDialog
          title={t('deleteTitle')}
          text={
            <>
              <p>{t('deleteGoes')}</p>
              <p>{t('deleteStays')}</p>
              <p>{t('deletePassword')}</p>
            </>
          }
          label={t('deleteForGood')}
          send={deleteAccount}
          // A load of its own: nothing that the pages have kept may be shown again.
          onDone={() => window.location.replace(deletedPath)}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}
