import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { type Block, changedBlock, type KeptBlock, type RangeBlock, withoutBlock } from './map-draft.ts';
import type { SectionFieldsProps } from './section-fields.tsx';

type BlockFieldsProps = Pick<
  SectionFieldsProps,
  'draft' | 'section' | 'errors' | 'onChange' | 'categoryListId' | 'position'
> & { block: Block };

/** Rows of the same kind: from which to which, how many seats each, and what is special about some of them. */
export function BlockFields({ block, ...props }: BlockFieldsProps) {
  const t = useTranslations('organise.map');
  const { draft, section, onChange, position } = props;
  const remove = () => onChange(withoutBlock(draft, section, block.key));
  const name = section.name.trim();
  return (
    <fieldset className="flex min-w-0 flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t('rowsLegend', { section: name, position })}</legend>
      {block.kind === 'range' ? <RangeFields {...props} block={block} /> : <KeptRows block={block} />}
      <div>
        <Button
          look="quiet"
          size="small"
          aria-label={t('removeRowsNamed', { section: name, position })}
          onClick={remove}
        >
          {t('removeRows')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Rows that the fields do not describe stay as they are. */
function KeptRows({ block: { rows } }: { block: KeptBlock }) {
  const t = useTranslations('organise.map');
  const seats = rows.reduce((sum, row) => sum + row.seats.length, 0);
  return (
    <p className="text-sm text-muted">{t('keptRows', { rows: rows.map(({ label }) => label).join(', '), seats })}</p>
  );
}

type TextField = Exclude<keyof RangeBlock, 'kind' | 'key'>;

function RangeFields({
  draft,
  section,
  block,
  errors,
  onChange,
  categoryListId,
}: BlockFieldsProps & { block: RangeBlock }) {
  const t = useTranslations('organise.map');
  const text = (field: TextField) => ({
    name: `${block.key}.${field}`,
    value: block[field],
    error: errors[`${block.key}.${field}`],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) =>
      onChange(changedBlock(draft, section, block.key, { [field]: target.value })),
  });
  return (
    <>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Field {...text('firstRow')} label={t('firstRow')} maxLength={20} required />
        <Field {...text('lastRow')} label={t('lastRow')} maxLength={20} />
        <Field {...text('seatsPerRow')} label={t('seatsPerRow')} inputMode="numeric" required />
        <Field {...text('firstSeat')} label={t('firstSeat')} inputMode="numeric" required />
      </div>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field
          {...text('category')}
          label={t('category')}
          hint={t('categoryHint')}
          list={categoryListId}
          maxLength={20}
          required
        />
        <Field {...text('aisles')} label={t('aisles')} hint={t('aislesHint')} />
        <Field {...text('accessible')} label={t('accessible')} hint={t('numbersHint')} />
        <Field {...text('restricted')} label={t('restricted')} hint={t('numbersHint')} />
      </div>
    </>
  );
}
