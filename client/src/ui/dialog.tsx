'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  isOpen: boolean;
  /** Also called on Escape. */
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** A native modal dialog: it traps the focus, closes on Escape and restores the focus. */
export function Dialog({ isOpen, onClose, title, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
    if (!isOpen) dialog.current?.close();
  }, [isOpen]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="w-[calc(100%-2rem)] max-w-md rounded-card border border-line bg-card p-6 sm:p-8"
    >
      <h2 id={titleId} className="display text-2xl">
        {title}
      </h2>
      <div className="mt-3 flex flex-col gap-6">{children}</div>
    </dialog>
  );
}
