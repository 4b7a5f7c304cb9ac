import { Button, Divider, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import type { LaterStepProps } from '@/features/parties/signing-in/code-step';
import { useAuthForm } from '@/features/parties/signing-in/use-auth-form';
import { askAuth } from '@/lib/allauth';
import type { Problem } from '@/lib/outcome';
import { canUsePasskeys, getPasskey, type RequestOptions } from '@/lib/passkeys';

/** The second step of people who set one up: a code of their app, a recovery code or a security key. */
export function ProofStep({ types, onOutcome, onRestart }: LaterStepProps & { types: readonly string[] }) {
  const hasCode = types.includes('totp') || types.includes('recovery_codes');
  const { form, problems, isBusy, element, submit } = useAuthForm(
    {
      initialValues: { code: '' },
      validate: { code: (value) => (value.trim() === '' ? 'Enter a code.' : null) },
    },
    onOutcome,
  );
  return (
    <Stack>
      {hasCode && (
        <form
          ref={element}
          noValidate
          onSubmit={submit(({ code }) => askAuth('POST', 'auth/2fa/authenticate', { code: code.trim() }))}
        >
          <Stack>
            <ProblemAlert problems={problems} title="Not signed in" />
            <Text size="sm">
              Enter the code that your authenticator app shows, or one of your recovery codes.
            </Text>
            <TextInput label="Code" autoComplete="one-time-code" {...form.getInputProps('code')} />
            <Button type="submit" loading={isBusy}>
              Sign in
            </Button>
          </Stack>
        </form>
      )}
      {hasCode && types.includes('webauthn') && canUsePasskeys() && <Divider label="or" />}
      {types.includes('webauthn') && canUsePasskeys() && <KeyProof onOutcome={onOutcome} />}
      <Button variant="subtle" size="sm" onClick={onRestart}>
        Start again
      </Button>
    </Stack>
  );
}

function KeyProof({ onOutcome }: Pick<LaterStepProps, 'onOutcome'>) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const prove = async () => {
    setProblems([]);
    const options = await askAuth<RequestOptions>('GET', 'auth/webauthn/authenticate');
    const credential = options.ok ? await getPasskey(options.value) : null;
    if (options.ok && !credential) return;
    const outcome = options.ok
      ? await askAuth('POST', 'auth/webauthn/authenticate', { credential })
      : options;
    if (!outcome.ok && outcome.problems.length > 0) setProblems(outcome.problems);
    else onOutcome(outcome);
  };
  return (
    <>
      <ProblemAlert problems={problems} title="Not signed in" />
      <Button variant="default" leftSection={<IconKey size={18} aria-hidden />} onClick={prove}>
        Use a security key or passkey
      </Button>
    </>
  );
}
