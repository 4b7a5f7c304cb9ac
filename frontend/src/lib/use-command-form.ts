import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, useState, type RefObject, type SubmitEvent } from 'react';

import { splitProblems, type Outcome, type Problem } from '@/lib/outcome';

export interface CommandForm<Values> {
  form: UseFormReturnType<Values>;
  /** Problems that name none of the form's fields. */
  problems: readonly Problem[];
  isBusy: boolean;
  element: RefObject<HTMLFormElement | null>;
  /** Return a submit handler: check the fields, run the command, then go on or show at each field what is wrong. */
  submit: <T>(
    run: (values: Values) => Promise<Outcome<T>>,
    onDone: (value: T, values: Values) => void,
  ) => (event: SubmitEvent<HTMLFormElement>) => void;
}

/** Keep the state of a form that gives one command. */
export function useCommandForm<Values extends Record<string, unknown>>(
  options: UseFormInput<Values> & { initialValues: Values },
): CommandForm<Values> {
  const form = useForm<Values>({ mode: 'controlled', ...options });
  const element = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isBusy, setIsBusy] = useState(false);

  const [mistakes, setMistakes] = useState(0);

  useEffect(() => {
    // Counted along with the errors, so that the fields know of them by now.
    if (mistakes > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [mistakes]);

  const focusMistake = () => {
    setMistakes((count) => count + 1);
  };

  const submit: CommandForm<Values>['submit'] = (run, onDone) =>
    form.onSubmit(async (values) => {
      setIsBusy(true);
      setProblems([]);
      try {
        const outcome = await run(values);
        if (outcome.ok) {
          onDone(outcome.value, values);
          return;
        }
        const { byField, general } = splitProblems(outcome.problems, Object.keys(options.initialValues));
        form.setErrors(byField);
        setProblems(general);
        focusMistake();
      } finally {
        setIsBusy(false);
      }
    }, focusMistake);

  return { form, problems, isBusy, element, submit };
}
