import { fillClasses, shapeOf } from './seat-shapes.ts';

/** A price category's colour and shape, as on the map. */
export const CategoryMark = ({ index }: { index: number }) => (
  <svg viewBox="0 0 12 12" className="size-4 shrink-0" aria-hidden="true">
    <path d={shapeOf(index, 6, 6, 4.5)} className={fillClasses[index % fillClasses.length]} />
  </svg>
);
