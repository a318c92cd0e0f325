'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef } from 'react';
import { PICTURE_TYPES } from '../../lib/picture.ts';
import { Button } from '../ui/button.tsx';

type PictureFieldProps = {
  hasPicture: boolean;
  error?: string;
  onChoose: (file: File) => void;
  onRemove: () => void;
};

/** Chooses a picture; the preview beside the form shows it, and it is sent with the listing. */
export function PictureField({ hasPicture, error, onChoose, onRemove }: PictureFieldProps) {
  const t = useTranslations('listing');
  const input = useRef<HTMLInputElement>(null);

  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file) onChoose(file);
  };
  const remove = () => {
    if (input.current) input.current.value = '';
    onRemove();
  };

  return (
    <div className="flex flex-col gap-2">
      <label htmlFor="picture" className="text-sm font-semibold">
        {t('picture')}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <input
          ref={input}
          id="picture"
          type="file"
          accept={PICTURE_TYPES.join(',')}
          onChange={choose}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'picture-error picture-hint' : 'picture-hint'}
          className="min-h-12 min-w-0 grow rounded-field border border-field-line bg-card p-2 text-sm file:mr-3 file:min-h-8 file:cursor-pointer file:rounded file:bg-wash file:px-3 file:font-semibold file:text-ink aria-invalid:border-2 aria-invalid:border-ink"
        />
        {hasPicture && (
          <Button look="plain" size="small" onClick={remove}>
            {t('removePicture')}
          </Button>
        )}
      </div>
      <p id="picture-hint" className="text-sm text-muted">
        {t('pictureHint')}
      </p>
      {error && (
        <p id="picture-error" className="border-l-4 border-ink pl-3 text-sm font-semibold">
          {error}
        </p>
      )}
    </div>
  );
}
