import type { ReactNode } from 'react';

interface TableProps {
  label: string;
  /** The header's cells. */
  head: ReactNode;
  children: ReactNode;
}

/** A dense table. A wide table scrolls inside its frame, also by keyboard. */
export function Table({ label, head, children }: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: makes it scrollable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-card"
    >
      <table className="figures w-full text-left text-sm">
        <thead className="border-b border-line">
          <tr>{head}</tr>
        </thead>
        <tbody className="[&>tr+tr]:border-t [&>tr]:border-line">{children}</tbody>
      </table>
    </section>
  );
}

interface CellProps {
  /** Aligns digits, at the right. */
  isNumber?: boolean;
  /** Hides the column on narrow screens. */
  from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Takes the remaining width, and enough for words. */
  isWide?: boolean;
  children?: ReactNode;
}

const shown = {
  sm: 'hidden sm:table-cell',
  md: 'hidden md:table-cell',
  lg: 'hidden lg:table-cell',
  xl: 'hidden xl:table-cell',
} as const;

const classOf = ({ isNumber, from, isWide }: CellProps) =>
  [isNumber ? 'text-right whitespace-nowrap' : '', from ? shown[from] : '', isWide ? 'w-full min-w-36' : ''].join(' ');

export const Th = ({ children, ...look }: CellProps) => (
  <th scope="col" className={`caption px-3 py-2 align-bottom whitespace-nowrap ${classOf(look)}`}>
    {children}
  </th>
);

export const Td = ({ children, ...look }: CellProps) => (
  <td className={`px-3 py-2 align-top ${classOf(look)}`}>{children}</td>
);
