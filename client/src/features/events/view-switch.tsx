'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';

const views = ['map', 'list'] as const;
export type SeatView = (typeof views)[number];

const storageKey = 'seat-view';

/** Without colours (Windows' contrast themes) the map says little, so the list comes first. */
const defaultView = (): SeatView => (window.matchMedia('(forced-colors: active)').matches ? 'list' : 'map');

function storedView(): SeatView | undefined {
  try {
    return views.find((view) => view === localStorage.getItem(storageKey));
  } catch {
    return undefined;
  }
}

/** The visitor's choice between map and list, which this browser remembers. For components that never run on the server. */
export function useSeatView(): [SeatView, (view: SeatView) => void] {
  const [view, setView] = useState<SeatView>(() => storedView() ?? defaultView());
  const choose = (next: SeatView) => {
    setView(next);
    try {
      localStorage.setItem(storageKey, next);
    } catch {}
  };
  return [view, choose];
}

export function ViewSwitch({ view, onChange }: { view: SeatView; onChange: (view: SeatView) => void }) {
  const t = useTranslations('event.views');
  return (
    <fieldset className="flex self-start rounded-field border border-field-line bg-card p-1">
      <legend className="sr-only">{t('label')}</legend>
      {views.map((each) => (
        <label
          key={each}
          className="inline-flex min-h-11 cursor-pointer items-center rounded-[5px] px-4 font-semibold has-checked:bg-ink has-checked:text-paper forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText] forced-colors:has-checked:forced-color-adjust-none has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
        >
          <input
            type="radio"
            name="seat-view"
            value={each}
            checked={view === each}
            onChange={() => onChange(each)}
            className="sr-only"
          />
          {t(each)}
        </label>
      ))}
    </fieldset>
  );
}
