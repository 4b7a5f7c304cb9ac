import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useState } from 'react';

import { CommandDialog } from '@/components/command-dialog';
import { ProblemAlert } from '@/components/problem-alert';
import { useGuardedAuth } from '@/components/reauthentication';
import { StatusBadge } from '@/components/status-badge';
import { Section } from '@/components/section';
import { QrCode } from '@/features/parties/account/qr-code';
import type { Problem } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommandForm } from '@/lib/use-command-form';

interface Secret {
  secret: string;
  url: string;
}

interface TotpProps {
  isOn: boolean;
  onChange: () => void;
}

/** Codes of an authenticator app as the second step. */
export function Totp({ isOn, onChange }: TotpProps) {
  const ask = useGuardedAuth();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [isStopping, setIsStopping] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);

  const begin = async () => {
    setProblems([]);
    // allauth answers "not found" with the secret that would become the authenticator.
    const outcome = await ask('GET', 'account/authenticators/totp');
    if (outcome.ok) onChange();
    else if (outcome.status === 404) {
      setSecret({ secret: String(outcome.meta.secret), url: String(outcome.meta.totp_url) });
    } else setProblems(outcome.problems);
  };

  return (
    <Section
      title="Authenticator app"
      lead="After your password, a code that an app on your phone shows for half a minute."
      actions={
        isOn ? (
          <StatusBadge tone="positive" icon={IconCircleCheck} label="On" />
        ) : (
          <StatusBadge tone="neutral" icon={IconCircleDashed} label="Off" />
        )
      }
    >
      <ProblemAlert problems={problems} />
      <Group>
        {isOn ? (
          <Button
            variant="default"
            onClick={() => {
              setIsStopping(true);
            }}
          >
            Turn off
          </Button>
        ) : (
          <Button variant="default" onClick={begin}>
            Set up an authenticator app
          </Button>
        )}
      </Group>
      <Modal
        opened={secret !== null}
        onClose={() => {
          setSecret(null);
        }}
        title="Set up an authenticator app"
        size="lg"
      >
        {secret && (
          <Activation
            secret={secret}
            onDone={() => {
              setSecret(null);
              toast('Your authenticator app is set up.');
              onChange();
            }}
          />
        )}
      </Modal>
      <CommandDialog
        title="Turn off the authenticator app"
        confirmLabel="Turn off"
        isDanger
        isOpen={isStopping}
        onClose={() => {
          setIsStopping(false);
        }}
        run={() => ask('DELETE', 'account/authenticators/totp')}
        onDone={() => {
          toast('The authenticator app is turned off.');
          onChange();
        }}
      >
        <Text size="sm">Your password alone will then be enough to sign in.</Text>
      </CommandDialog>
    </Section>
  );
}

function Activation({ secret, onDone }: { secret: Secret; onDone: () => void }) {
  const ask = useGuardedAuth();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { code: '' },
    validate: {
      code: (value) => (/^\d{6}$/.test(value.trim()) ? null : 'Enter the six digits that the app shows.'),
    },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        ({ code }) => ask('POST', 'account/authenticators/totp', { code: code.trim() }),
        onDone,
      )}
    >
      <Stack>
        <ProblemAlert problems={problems} title="Not set up" />
        <Text size="sm">
          Scan this with the app, or type the key into it. Then enter the code that the app shows.
        </Text>
        <Group align="center" gap="xl">
          <QrCode text={secret.url} label="QR code of the key below" />
          <div>
            <Text size="sm" c="dimmed">
              Key
            </Text>
            <Code fz="md" style={{ overflowWrap: 'anywhere' }}>
              {secret.secret.match(/.{1,4}/g)?.join(' ')}
            </Code>
          </div>
        </Group>
        <TextInput
          label="Code of the app"
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={240}
          {...form.getInputProps('code')}
        />
        <Group>
          <Button type="submit" loading={isBusy}>
            Turn on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
