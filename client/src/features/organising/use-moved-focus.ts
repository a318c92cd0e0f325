import { useEffect, useRef } from 'react';
import type { MapDraft } from './map-draft.ts';
import { fieldAfterChange } from './sections-of.ts';

/**
 * Moves the focus after a press that adds or removes fields, so that keyboard users stay in place: into what was added,
 * or to the section that lost rows, or to `fallback`.
 * @returns the changing function to give to the buttons
 */
export function useMovedFocus(draft: MapDraft, onChange: (draft: MapDraft) => void, fallback: () => void) {
  const target = useRef<{ field: string | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: fields appear with the next draft
  useEffect(() => {
    const { current } = target;
    target.current = null;
    if (!current) return;
    const [field] = current.field === null ? [] : document.getElementsByName(current.field);
    if (field) field.focus();
    else fallback();
  }, [draft]);
  return (next: MapDraft) => {
    target.current = fieldAfterChange(draft, next);
    onChange(next);
  };
}
