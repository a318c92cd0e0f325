import type { Metadata } from 'next';
import { eventsByOwner, introduction } from '@/features/event-catalogue/catalogue.ts';
import { EventEntry } from '@/features/event-catalogue/event-entry.tsx';

export const metadata: Metadata = { title: 'Events', alternates: { canonical: '/api/events' } };

const link = 'underline decoration-line underline-offset-4 hover:decoration-ink';

export default function EventsPage() {
  return (
    <div lang="en" className="flex max-w-4xl flex-col gap-12">
      <header className="flex flex-col gap-4">
        <h1 className="display text-5xl leading-none sm:text-6xl">Events</h1>
        <p className="leading-7">{introduction}</p>
        <p>
          The same as an{' '}
          <a href="/api/asyncapi.json" className={link}>
            AsyncAPI document
          </a>
          . Over HTTP:{' '}
          <a href="/api" className={link}>
            API reference
          </a>
          .
        </p>
        <nav aria-label="Events">
          <ul className="columns-1 gap-8 sm:columns-2">
            {eventsByOwner.flatMap(([, events]) =>
              events.map(({ topic, name, owner }) => (
                <li key={topic}>
                  <a href={`#${topic}`} className={`inline-flex min-h-8 items-center gap-2 ${link}`}>
                    {name}
                  </a>{' '}
                  <span className="text-sm text-muted">{owner}</span>
                </li>
              )),
            )}
          </ul>
        </nav>
      </header>
      {eventsByOwner.map(([owner, events]) => (
        <section key={owner} aria-labelledby={`owner-${owner}`} className="flex flex-col gap-10">
          <h2 id={`owner-${owner}`} className="caption border-b border-line pb-2">
            {owner}
          </h2>
          {events.map((event) => (
            <EventEntry key={event.topic} event={event} />
          ))}
        </section>
      ))}
    </div>
  );
}
