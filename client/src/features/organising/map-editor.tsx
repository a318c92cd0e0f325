import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { Button } from '@/ui/button.tsx';
import { type MapDraft, withSection } from './map-draft.ts';
import { SectionFields } from './section-fields.tsx';
import { useMovedFocus } from './use-moved-focus.ts';

export interface MapEditorProps {
  draft: MapDraft;
  /** By the names of fields. */
  errors: Partial<Record<string, string>>;
  onChange: (draft: MapDraft) => void;
}

/** The sections of a seat map, the best first. */
export function MapEditor({ draft, errors, onChange: onMapChange }: MapEditorProps) {
  const t = useTranslations('organise.map');
  const categoryListId = useId();
  const addition = useRef<HTMLFieldSetElement>(null);
  const onChange = useMovedFocus(draft, onMapChange, () => addition.current?.querySelector('button')?.focus());
  const categories = new Set(
    draft.sections.flatMap((section) =>
      section.kind === 'standing'
        ? [section.category]
        : section.blocks.flatMap((block) => (block.kind === 'range' ? [block.category] : [])),
    ),
  );
  return (
    <div className="flex flex-col gap-4">
      <datalist id={categoryListId}>
        {[...categories].filter(Boolean).map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
      <ol className="flex flex-col gap-4">
        {draft.sections.map((section, index) => (
          <li key={section.key}>
            <SectionFields
              {...{ draft, errors, onChange, section, categoryListId }}
              position={index + 1}
              isFirst={index === 0}
              isLast={index === draft.sections.length - 1}
            />
          </li>
        ))}
      </ol>
      <fieldset ref={addition} className="flex min-w-0 flex-wrap gap-3">
        <legend className="sr-only">{t('addition')}</legend>
        <Button look="plain" size="small" onClick={() => onChange(withSection(draft, 'seats'))}>
          {t('addSeats')}
        </Button>
        <Button look="plain" size="small" onClick={() => onChange(withSection(draft, 'standing'))}>
          {t('addStanding')}
        </Button>
      </fieldset>
    </div>
  );
}
