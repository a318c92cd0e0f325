import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';
import type { useMapView } from './use-map-view.ts';

/** How much a button zooms. */
export const buttonFactor = 1.6;

export function MapControls({
  map,
}: {
  map: Pick<ReturnType<typeof useMapView>, 'isWhole' | 'isLargest' | 'zoomBy' | 'showAll'>;
}) {
  const t = useTranslations('event.map');
  const button = { look: 'plain', size: 'small' } as const;
  return (
    <div className="flex gap-1">
      <Button {...button} aria-label={t('zoomIn')} isOff={map.isLargest} onClick={() => map.zoomBy(buttonFactor)}>
        +
      </Button>
      <Button {...button} aria-label={t('zoomOut')} isOff={map.isWhole} onClick={() => map.zoomBy(1 / buttonFactor)}>
        −
      </Button>
      <Button {...button} isOff={map.isWhole} onClick={map.showAll}>
        {t('showAll')}
      </Button>
    </div>
  );
}
