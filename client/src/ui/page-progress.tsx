'use client';

import { useLinkStatus } from 'next/link';
import { createPortal } from 'react-dom';

/** Shows, inside a link, that its page is on its way. On the body, because a stub's filter would contain a fixed bar. */
export function PageProgress() {
  const { pending } = useLinkStatus();
  return pending ? createPortal(<div className="page-progress" aria-hidden="true" />, document.body) : null;
}
