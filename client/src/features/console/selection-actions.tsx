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
  /** what the buttons are about, for those who meet them without their surroundings */
  about: string;
  /** in the buttons themselves, when they are not about one thing */
  count?: number;
  actions?: readonly Action[];
}

const both: readonly Action[] = ['replay', 'discard'];

/** Replays or discards letters, each behind a dialog that says what it would take. */
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
