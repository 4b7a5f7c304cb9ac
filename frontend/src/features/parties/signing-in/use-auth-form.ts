import type { UseFormInput } from '@mantine/form';

import type { AuthOutcome } from '@/lib/allauth';
import type { Outcome } from '@/lib/outcome';
import { useCommandForm, type CommandForm } from '@/lib/use-command-form';

export interface AuthForm<Values> extends Omit<CommandForm<Values>, 'submit'> {
  submit: (
    run: (values: Values) => Promise<AuthOutcome<unknown>>,
  ) => ReturnType<CommandForm<Values>['submit']>;
}

/** Keep a form of which an answer that asks for a further step is a success too. */
export function useAuthForm<Values extends Record<string, unknown>>(
  options: UseFormInput<Values> & { initialValues: Values },
  onOutcome: (outcome: AuthOutcome<unknown>) => void,
): AuthForm<Values> {
  const { submit, ...rest } = useCommandForm(options);
  return {
    ...rest,
    submit: (run) =>
      submit<AuthOutcome<unknown>>(
        async (values): Promise<Outcome<AuthOutcome<unknown>>> => {
          const outcome = await run(values);
          const isMistake = !outcome.ok && outcome.problems.length > 0 && outcome.status !== 409;
          return isMistake ? outcome : { ok: true, value: outcome };
        },
        (outcome) => {
          onOutcome(outcome);
        },
      ),
  };
}
