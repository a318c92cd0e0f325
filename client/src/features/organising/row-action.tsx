import type { ApiAnswer } from '@/api/call-api.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useChangeForm } from './use-change-form.ts';

interface RowActionProps {
  /** Of the page, to return to after a sign-in. */
  path: string;
  label: string;
  /** The label with the row's name, for those who do not see the row. */
  name: string;
  act: () => Promise<ApiAnswer<unknown>>;
}

/** A button of a row that changes it at once. */
export function RowAction({ path, label, name, act }: RowActionProps) {
  const { errors, isPending, formProps } = useChangeForm(path, [], act);
  return (
    <form {...formProps} className="flex flex-wrap items-center gap-2">
      <FormErrors messages={errors.form} />
      <Button type="submit" look="plain" size="small" isPending={isPending} aria-label={name}>
        {label}
      </Button>
    </form>
  );
}
