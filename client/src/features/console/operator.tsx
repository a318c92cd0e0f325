/** An operator's name, truncated to the column. */
export const Operator = ({ email }: { email: string }) => (
  <span title={email} className="block max-w-56 truncate">
    {email}
  </span>
);
