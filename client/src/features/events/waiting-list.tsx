'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FreeSeats } from '@/api/schemas.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { eventPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import type { WaitingEntry } from './api/browser.ts';
import type { BestParty } from './best-available.tsx';
import type { Hall } from './hall.ts';
import { Panel } from './panel.tsx';
import { useWaiting } from './use-waiting.ts';
import { type WaitingOffer, waitingOffers } from './waiting-wishes.ts';

interface WaitingListProps {
  hall: Hall;
  free: FreeSeats | null;
  party: BestParty;
  isSignedIn: boolean;
}

/** Lets a party wait for what is sold out, and shows its place in the list. Nothing while there is enough of everything. */
export function WaitingList({ hall, free, party, isSignedIn }: WaitingListProps) {
  const t = useTranslations('event.waiting');
  const words = useFaultWords();
  const router = useRouter();
  const { performanceId } = hall;
  const { entry, wasOffered, isPending, fault, join, leave } = useWaiting(performanceId, isSignedIn);
  const offers = waitingOffers(hall, free, party);
  if (!entry && !wasOffered && offers.length === 0) return null;
  const signIn = () => router.push(signInPath(eventPath(performanceId)));
  const wait = async ({ wish }: WaitingOffer) => {
    if (!isSignedIn || !(await join(wish))) signIn();
  };
  return (
    <Panel title={t('title')}>
      <div role="status" className="flex flex-col gap-2 empty:hidden">
        {entry && <Place entry={entry} />}
        {wasOffered && !entry && (
          <p>
            {t.rich('offered', {
              orders: (text) => (
                <Link href="/orders" className="underline">
                  {text}
                </Link>
              ),
            })}
          </p>
        )}
        {fault && <p className="font-semibold">{words(fault)}</p>}
      </div>
      {entry ? (
        <div>
          <Button
            look="quiet"
            size="small"
            isPending={isPending}
            pendingLabel={t('leaving')}
            onClick={() => void leave()}
          >
            {t('leave')}
          </Button>
        </div>
      ) : (
        <Offers offers={offers} isPending={isPending} onWait={(offer) => void wait(offer)} />
      )}
    </Panel>
  );
}

function Place({ entry: { position, quantity } }: { entry: WaitingEntry }) {
  const t = useTranslations('event.waiting');
  return (
    <>
      <p className="figures font-semibold">{t('position', { position, quantity })}</p>
      <p className="text-sm text-muted">{t('promise')}</p>
    </>
  );
}

interface OffersProps {
  offers: readonly WaitingOffer[];
  isPending: boolean;
  onWait: (offer: WaitingOffer) => void;
}

function Offers({ offers, isPending, onWait }: OffersProps) {
  const t = useTranslations('event.waiting');
  if (offers.length === 0) return null;
  return (
    <>
      <p className="text-sm text-muted">{t('hint')}</p>
      <ul className="flex flex-wrap gap-2">
        {offers.map((offer) => (
          <li key={offer.name ?? ''} className="min-w-0">
            <Button
              size="small"
              look="plain"
              isPending={isPending}
              pendingLabel={t('joining')}
              onClick={() => onWait(offer)}
            >
              <span dir="auto" className="wrap-anywhere">
                {offer.name === null
                  ? t('any', { quantity: offer.quantity })
                  : t('of', { quantity: offer.quantity, name: offer.name })}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
