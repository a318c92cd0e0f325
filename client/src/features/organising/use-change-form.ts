import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { type FormFaults, toFormFaults } from '@/api/problem.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { useForm } from '@/ui/use-form.ts';
import { hasSessionEnded } from './refusal.ts';

/**
 * A form that changes something of a page, which is then shown again.
 * @param path of the page, to return to after a sign-in
 * @param send returns the answer, or faults that it sees itself
 */
export function useChangeForm<Field extends string>(
  path: string,
  fields: readonly Field[],
  send: (values: FormData) => Promise<ApiAnswer<unknown> | FormFaults<Field>>,
  onDone: () => void = () => {},
) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return useForm<Field>(async (values) => {
    const answer = await send(values);
    if ('fields' in answer) return answer;
    if (!answer.ok && !hasSessionEnded(answer.problem)) return toFormFaults(answer.problem, fields);
    if (!answer.ok) {
      router.push(signInPath(path, 'expired'));
      return null;
    }
    onDone();
    startTransition(() => router.refresh());
    return { fields: {}, form: [] };
  });
}
