/** Who it was, in a column that is not wider than others need. */
export const Operator = ({ email }: { email: string }) => (
  <span title={email} className="block max-w-56 truncate">
    {email}
  </span>
);
