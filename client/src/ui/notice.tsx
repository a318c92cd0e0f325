import type { ReactNode } from 'react';
import { ErrorMark } from './error-mark.tsx';

interface NoticeProps {
  title?: string;
  /** `alert` interrupts screen readers, for what the visitor must act on; `status` does not. */
  role?: 'alert' | 'status';
  children: ReactNode;
}

export function Notice({ title, role, children }: NoticeProps) {
  const isError = role === 'alert';
  return (
    <div
      role={role}
      className={`rounded-card border border-line border-l-4 bg-card px-5 py-4 ${isError ? 'border-l-red' : 'border-l-ink'}`}
    >
      {isError && (
        <span className="float-left mr-2 text-red">
          <ErrorMark />
        </span>
      )}
      {title && <p className="display text-lg">{title}</p>}
      <div className={title ? 'mt-1 text-muted' : ''}>{children}</div>
    </div>
  );
}
