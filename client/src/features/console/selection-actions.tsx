'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { DiscardForm } from './discard-form.tsx';
import type { Selection } from './logic/letter-filter.ts';
import { ReplayForm } from './replay-form.tsx';

type Action = 'replay' | 'discard';
interface SelectionActionsProps {
  selection: Selection;
  /** What the buttons apply to, for screen readers. */
  about: string;
  /** Shown in the buttons when they apply to several letters. */
  count?: number;
  actions?: readonly Action[];
}

const both: readonly Action[] = ['replay', 'discard'];

/** Replays or discards letters, after a dialog that shows which letters are affected. */
export function SelectionActions({ selection, about, count, actions = both }: SelectionActionsProps) {
  const t = useTranslations('ops.actions');
  const [open, setOpen] = useState<Action | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {actions.map((action) => (
        <Button key={action} look="plain" size="small" onClick={() => setOpen(action)}>
          {count === undefined ? t(action) : t(`${action}Count`, { count })}
          <span className="sr-only"> {about}</span>
        </Button>
      ))}
      <Dialog isOpen={open !== null} onClose={close} title={open ? t(`${open}Title`) : ''}>
        {open === 'replay' && <ReplayForm selection={selection} onClose={close} />}
        {open === 'discard' && <DiscardForm selection={selection} onClose={close} />}
      </Dialog>
    </>
  );
}
