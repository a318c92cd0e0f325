import type { ReactNode } from 'react';

interface NoticeProps {
  title?: string;
  /** `alert` interrupts screen readers, for what the visitor must act on; `status` does not. */
  role?: 'alert' | 'status';
  children: ReactNode;
}

export function Notice({ title, role, children }: NoticeProps) {
  return (
    <div role={role} className="rounded-card border border-line border-l-4 border-l-ink bg-card px-5 py-4">
      {title && <p className="display text-lg">{title}</p>}
      <div className={title ? 'mt-1 text-muted' : ''}>{children}</div>
    </div>
  );
}
