import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { useGuardedAuth } from '@/components/reauthentication';
import { Section } from '@/components/section';
import { StatusBadge } from '@/components/status-badge';
import { useAuthData } from '@/features/parties/account/use-auth-data';
import type { Problem } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommandForm } from '@/lib/use-command-form';

interface Address {
  email: string;
  verified: boolean;
  primary: boolean;
}

/** The address that the person signs in with, and the proof that it is theirs. */
export function EmailAddress() {
  const ask = useGuardedAuth();
  const { outcome, reload } = useAuthData<Address[]>('account/email');
  const [isSent, setIsSent] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const address = outcome?.ok ? outcome.value.find(({ primary }) => primary) : undefined;
  if (!address) return null;

  const send = async () => {
    const sent = await ask('PUT', 'account/email', { email: address.email });
    setIsSent(sent.ok);
    setProblems(
      sent.ok
        ? []
        : [
            {
              code: 'LATER',
              message: 'A code was sent a moment ago; wait a little.',
              field: null,
              params: {},
            },
          ],
    );
  };

  return (
    <Section
      title="E-mail address"
      actions={
        address.verified ? (
          <StatusBadge tone="positive" icon={IconCircleCheck} label="Verified" />
        ) : (
          <StatusBadge tone="attention" icon={IconAlertTriangle} label="Not verified" />
        )
      }
    >
      <Text style={{ overflowWrap: 'anywhere' }}>{address.email}</Text>
      {!address.verified && (
        <Stack>
          <Text size="sm">Verify the address before you set up an authenticator app or a passkey.</Text>
          <ProblemAlert problems={problems} title="No code was sent" />
          <Group>
            <Button variant="default" onClick={send}>
              {isSent ? 'Send another code' : 'Send me a code'}
            </Button>
          </Group>
          {isSent && (
            <CodeForm
              onDone={() => {
                toast('Your address is verified.');
                reload();
              }}
            />
          )}
        </Stack>
      )}
    </Section>
  );
}

function CodeForm({ onDone }: { onDone: () => void }) {
  const ask = useGuardedAuth();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { key: '' },
    validate: { key: (value) => (value.trim() === '' ? 'Enter the code from the e-mail.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(({ key }) => ask('POST', 'auth/email/verify', { key: key.trim() }), onDone)}
    >
      <Stack>
        <ProblemAlert problems={problems} title="Not verified" />
        <Group align="flex-start">
          <TextInput label="Code" autoComplete="one-time-code" {...form.getInputProps('key')} />
          <Button type="submit" mt={25} loading={isBusy}>
            Verify
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
