/** What somebody has written, within a notice. */
export const Quote = ({ text }: { text: string }) => (
  <blockquote dir="auto" className="mt-2 border-l-2 border-line pl-3 wrap-anywhere">
    {text}
  </blockquote>
);
