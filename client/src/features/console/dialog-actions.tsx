import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';

interface DialogActionsProps {
  onClose: () => void;
  /** Omitted while no action is possible. */
  submit: string | null;
  isPending: boolean;
}

export function DialogActions({ onClose, submit, isPending }: DialogActionsProps) {
  const t = useTranslations('ops.dialog');
  return (
    <div className="flex flex-wrap justify-end gap-3">
      <Button look="plain" onClick={onClose}>
        {submit === null ? t('close') : t('back')}
      </Button>
      {submit !== null && (
        <Button type="submit" isPending={isPending} pendingLabel={t('sending')}>
          {submit}
        </Button>
      )}
    </div>
  );
}
