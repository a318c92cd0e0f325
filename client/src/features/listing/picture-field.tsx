'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef } from 'react';
import { Button } from '@/ui/button.tsx';
import { FileField } from '@/ui/field.tsx';
import { pictureTypes } from './picture.ts';

interface PictureFieldProps {
  hasPicture: boolean;
  error?: string;
  onChoose: (file: File) => void;
  onRemove: () => void;
}

/** Selects a picture, which the preview shows and which is uploaded with the listing. */
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
    <FileField
      ref={input}
      name="picture"
      label={t('picture')}
      hint={t('pictureHint')}
      error={error}
      accept={pictureTypes.join(',')}
      onChange={choose}
      action={
        hasPicture && (
          <Button look="plain" size="small" onClick={remove}>
            {t('removePicture')}
          </Button>
        )
      }
    />
  );
}
