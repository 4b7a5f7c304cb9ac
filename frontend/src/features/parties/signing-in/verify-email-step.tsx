import { Button, Group, Stack, Text, TextInput } from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import type { LaterStepProps } from '@/features/parties/signing-in/code-step';
import { useAuthForm } from '@/features/parties/signing-in/use-auth-form';
import { askAuth } from '@/lib/allauth';
import { toast } from '@/lib/toast';

interface VerifyEmailStepProps extends LaterStepProps {
  /** The code, where a link of the e-mail brought it along. */
  code?: string | undefined;
}

/** Enter the code that proves that an address is one's own. */
export function VerifyEmailStep({ onOutcome, onRestart, code = '' }: VerifyEmailStepProps) {
  const { form, problems, isBusy, element, submit } = useAuthForm(
    {
      initialValues: { key: code },
      validate: { key: (value) => (value.trim() === '' ? 'Enter the code from the e-mail.' : null) },
    },
    onOutcome,
  );
  const resend = async () => {
    const outcome = await askAuth('POST', 'auth/email/verify/resend');
    toast(outcome.ok ? 'Another code is on its way.' : (outcome.problems[0]?.message ?? 'No code was sent.'));
  };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(({ key }) => askAuth('POST', 'auth/email/verify', { key: key.trim() }))}
    >
      <Stack>
        <ProblemAlert problems={problems} title="Not verified" />
        <Text size="sm">We sent a code to your address. It shows us that the address is yours.</Text>
        <TextInput label="Code" autoComplete="one-time-code" {...form.getInputProps('key')} />
        <Button type="submit" loading={isBusy}>
          Verify
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
