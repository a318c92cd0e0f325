import { ButtonLink } from './button.tsx';

interface PageLinksProps {
  label: string;
  /** To the first page; absent on it. */
  first: { href: string; text: string } | undefined;
  /** To the next page; absent on the last. */
  next: { href: string; text: string } | undefined;
}

/** Leads through the pages of a list. */
export const PageLinks = ({ label, first, next }: PageLinksProps) => (
  <nav data-pages aria-label={label} className="mt-2 flex flex-wrap justify-between gap-3">
    {first && (
      <ButtonLink look="plain" href={first.href}>
        {first.text}
      </ButtonLink>
    )}
    {next && (
      <ButtonLink look="plain" href={next.href}>
        {next.text}
      </ButtonLink>
    )}
  </nav>
);
