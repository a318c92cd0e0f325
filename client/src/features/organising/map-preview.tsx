'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import type { Hall } from '@/features/events/hall.ts';
import { HallDrawing } from '@/features/events/hall-drawing.tsx';
import { layOut } from '@/features/events/hall-layout.ts';
import { buttonFactor, MapControls } from '@/features/events/map-controls.tsx';
import { useMapView } from '@/features/events/use-map-view.ts';

interface MapPreviewProps {
  hall: Hall;
  free: FreeSeats | null;
  label: string;
}

const nothingChosen: ReadonlySet<string> = new Set();

/** The seat map as buyers see it, to look at: a tap zooms in. */
export function MapPreview({ hall, free, label }: MapPreviewProps) {
  const t = useTranslations('organise.map');
  const element = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layOut(hall), [hall]);
  const map = useMapView(element, layout, (_, pixel) => map.zoomBy(buttonFactor, pixel));
  const { view, window, isWhole } = map;
  const pressKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !map.pressKey(event.key)) return;
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: not a group of fields */}
      <div
        ref={element}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: like any area that scrolls, it is moved with the arrow keys
        tabIndex={0}
        aria-label={t('keys', { label })}
        onKeyDown={pressKey}
        {...map.pointerHandlers}
        className={`h-[min(50vh,26rem)] min-h-64 overflow-hidden rounded-card border border-line bg-card select-none ${isWhole ? 'touch-pan-y' : 'cursor-grab touch-none active:cursor-grabbing'}`}
      >
        {view && window && <HallDrawing {...{ hall, layout, free, view, window }} chosenIds={nothingChosen} />}
      </div>
      <MapControls map={map} />
    </div>
  );
}
