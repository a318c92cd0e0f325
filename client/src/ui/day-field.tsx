import { Field, type Labelled } from './field.tsx';

/** Without it, browsers let six digits into the year. */
const lastDay = '9998-12-31';

/** A day of a filter. */
export const DayField = (field: Labelled & { defaultValue: string | undefined }) => (
  <Field {...field} type="date" max={lastDay} />
);
