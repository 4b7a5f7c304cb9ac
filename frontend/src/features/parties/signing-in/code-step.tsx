import { Button, Group, Stack, Text, TextInput } from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import { useAuthForm } from '@/features/parties/signing-in/use-auth-form';
import { askAuth, type AuthOutcome } from '@/lib/allauth';
import { toast } from '@/lib/toast';

export interface LaterStepProps {
  onOutcome: (outcome: AuthOutcome<unknown>) => void;
  onRestart: () => void;
}

/** Enter the code that was sent by e-mail to sign in. */
export function CodeStep({ onOutcome, onRestart }: LaterStepProps) {
  const { form, problems, isBusy, element, submit } = useAuthForm(
    {
      initialValues: { code: '' },
      validate: { code: (value) => (value.trim() === '' ? 'Enter the code from the e-mail.' : null) },
    },
    onOutcome,
  );
  const resend = async () => {
    const outcome = await askAuth('POST', 'auth/code/resend');
    toast(outcome.ok ? 'Another code is on its way.' : (outcome.problems[0]?.message ?? 'No code was sent.'));
  };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(({ code }) => askAuth('POST', 'auth/code/confirm', { code: code.trim() }))}
    >
      <Stack>
        <ProblemAlert problems={problems} title="Not signed in" />
        <Text size="sm">If there is an account with this address, a code was sent to it.</Text>
        <TextInput label="Code" autoComplete="one-time-code" {...form.getInputProps('code')} />
        <Button type="submit" loading={isBusy}>
          Sign in
        </Button>
        <Group justify="space-between">
          <Button variant="subtle" size="sm" onClick={resend}>
            Send another code
          </Button>
          <Button variant="subtle" size="sm" onClick={onRestart}>
            Start again
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
