const LINK = 'inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:text-ink';

export function SiteFooter() {
  return (
    <footer className="mt-auto border-t border-line text-sm text-muted">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 px-4 py-3 sm:px-6">
        <p>Test mode: cards are pretend, no money moves.</p>
        {/* a plain link: the API reference is a page of its own, outside this application's router */}
        <a href="/api" className={LINK}>
          API reference
        </a>
      </div>
    </footer>
  );
}
