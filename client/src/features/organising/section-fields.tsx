import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { BlockFields } from './block-fields.tsx';
import { changedSection, movedSection, type SectionDraft, withBlock, withoutSection } from './map-draft.ts';
import type { MapEditorProps } from './map-editor.tsx';

export interface SectionFieldsProps extends MapEditorProps {
  section: SectionDraft;
  /** From 1. */
  position: number;
  isFirst: boolean;
  isLast: boolean;
  /** Of the price categories that the map has already. */
  categoryListId: string;
}

/** A section: its name, and its rows or how many people may stand there. */
export function SectionFields({ draft, section, position, isFirst, isLast, ...props }: SectionFieldsProps) {
  const t = useTranslations('organise.map');
  const headingId = useId();
  const { errors, onChange, categoryListId } = props;
  const { key, name, kind, blocks } = section;
  const title = name.trim() || t(kind === 'seats' ? 'unnamedSeats' : 'unnamedStanding', { position });
  const text = (field: 'name' | 'quota' | 'category') => ({
    name: `${key}.${field}`,
    value: section[field],
    error: errors[`${key}.${field}`],
    onChange: ({ target }: { target: { value: string } }) =>
      onChange(changedSection(draft, key, { [field]: target.value })),
  });
  return (
    <section
      aria-labelledby={headingId}
      className="flex flex-col gap-5 rounded-card border border-line bg-card p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 id={headingId} dir="auto" className="display text-xl wrap-anywhere">
          {title}
        </h3>
        <div className="flex flex-wrap gap-2">
          {!isFirst && (
            <Button
              look="plain"
              size="small"
              aria-label={t('moveUp', { section: title })}
              onClick={() => onChange(movedSection(draft, key, -1))}
            >
              ↑
            </Button>
          )}
          {!isLast && (
            <Button
              look="plain"
              size="small"
              aria-label={t('moveDown', { section: title })}
              onClick={() => onChange(movedSection(draft, key, 1))}
            >
              ↓
            </Button>
          )}
          <Button
            look="plain"
            size="small"
            aria-label={t('removeNamed', { section: title })}
            onClick={() => onChange(withoutSection(draft, key))}
          >
            {t('remove')}
          </Button>
        </div>
      </div>
      <Field {...text('name')} label={t('sectionName')} hint={t('sectionNameHint')} maxLength={100} required />
      {kind === 'standing' && (
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <Field {...text('quota')} label={t('quota')} hint={t('quotaHint')} inputMode="numeric" required />
          <Field
            {...text('category')}
            label={t('category')}
            hint={t('categoryHint')}
            list={categoryListId}
            maxLength={20}
            autoComplete="off"
            required
          />
        </div>
      )}
      {blocks.map((block, index) => (
        <BlockFields
          key={block.key}
          {...{ draft, section, block, errors, onChange, categoryListId }}
          position={index + 1}
        />
      ))}
      {kind === 'seats' && (
        <div>
          <Button look="plain" size="small" onClick={() => onChange(withBlock(draft, section))}>
            {t('addRows')}
          </Button>
        </div>
      )}
    </section>
  );
}
