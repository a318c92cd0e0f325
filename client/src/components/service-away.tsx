import { Notice } from './notice.tsx';
import { RetryButton } from './retry-button.tsx';

/** A service that does not answer is no "not found" and no "sold out": say what it is, and offer to ask again. */
export function ServiceAway({ what }: { what: string }) {
  return (
    <div className="flex flex-col items-start gap-4 py-6">
      <Notice role="alert" title={`We can't show ${what} right now`}>
        The box office did not answer. Nothing is lost; try again in a moment.
      </Notice>
      <RetryButton />
    </div>
  );
}
