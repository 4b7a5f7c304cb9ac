import { Button, Divider, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { askAuth, type Flow } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';
import type { Problem } from '@/lib/outcome';
import { canUsePasskeys, getPasskey, type RequestOptions } from '@/lib/passkeys';
import { useCommandForm } from '@/lib/use-command-form';

interface ProofDialogProps {
  flows: Flow[];
  onSettled: (isProven: boolean) => void;
}

/** Have a person prove again who they are, in one of the ways that allauth offers. */
export function ProofDialog({ flows, onSettled }: ProofDialogProps) {
  return (
    <Modal
      opened
      onClose={() => {
        onSettled(false);
      }}
      title="Confirm that it is you"
      size="md"
    >
      <Proof flows={flows} onSettled={onSettled} />
    </Modal>
  );
}

function Proof({ flows, onSettled }: ProofDialogProps) {
  const has = (id: string, type?: string) =>
    flows.some((flow) => flow.id === id && (type === undefined || (flow.types?.includes(type) ?? false)));
  const hasPassword = has('reauthenticate');
  const hasCode = has('mfa_reauthenticate', 'totp') || has('mfa_reauthenticate', 'recovery_codes');
  const hasPasskey = has('mfa_reauthenticate', 'webauthn') && canUsePasskeys();
  const hasAny = hasPassword || hasCode || hasPasskey;
  const done = () => {
    onSettled(true);
  };
  return (
    <Stack>
      {hasAny ? (
        <Text size="sm">
          This step needs a recent proof that it is you who asks. Any one of these will do.
        </Text>
      ) : (
        <Text size="sm">
          This step needs a recent proof that it is you who asks, and your account has neither a password nor
          a second step for it. Sign out and in again, then repeat the step.
        </Text>
      )}
      {hasPassword && <PasswordProof onDone={done} />}
      {hasPassword && hasCode && <Divider label="or" />}
      {hasCode && <CodeProof onDone={done} />}
      {hasPasskey && <Divider label="or" />}
      {hasPasskey && <PasskeyProof onDone={done} />}
      <Group justify="flex-end">
        <Button
          variant="default"
          onClick={() => {
            onSettled(false);
          }}
        >
          Cancel
        </Button>
        {!hasAny && <Button onClick={signInAnew}>Sign out and in again</Button>}
      </Group>
    </Stack>
  );
}

/** Sign out, and come back to this page once signed in. */
async function signInAnew() {
  const { pathname, search } = window.location;
  await askAuth('DELETE', 'auth/session');
  startAnew(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

function PasswordProof({ onDone }: { onDone: () => void }) {
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? 'Enter your password.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(({ password }) => askAuth('POST', 'auth/reauthenticate', { password }), onDone)}
    >
      <Stack gap="sm">
        <ProblemAlert problems={problems} title="Not confirmed" />
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isBusy}>
          Confirm with password
        </Button>
      </Stack>
    </form>
  );
}

function CodeProof({ onDone }: { onDone: () => void }) {
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() === '' ? 'Enter a code.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        ({ code }) => askAuth('POST', 'auth/2fa/reauthenticate', { code: code.trim() }),
        onDone,
      )}
    >
      <Stack gap="sm">
        <ProblemAlert problems={problems} title="Not confirmed" />
        <TextInput
          label="Code of your authenticator app, or a recovery code"
          autoComplete="one-time-code"
          {...form.getInputProps('code')}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          Confirm with code
        </Button>
      </Stack>
    </form>
  );
}

function PasskeyProof({ onDone }: { onDone: () => void }) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const confirm = async () => {
    setProblems([]);
    const options = await askAuth<RequestOptions>('GET', 'auth/webauthn/reauthenticate');
    const credential = options.ok ? await getPasskey(options.value) : null;
    if (options.ok && !credential) return;
    const outcome = options.ok
      ? await askAuth('POST', 'auth/webauthn/reauthenticate', { credential })
      : options;
    if (outcome.ok) onDone();
    else setProblems(outcome.problems);
  };
  return (
    <>
      <ProblemAlert problems={problems} title="Not confirmed" />
      <Button variant="default" leftSection={<IconKey size={18} aria-hidden />} onClick={confirm}>
        Confirm with a passkey
      </Button>
    </>
  );
}
