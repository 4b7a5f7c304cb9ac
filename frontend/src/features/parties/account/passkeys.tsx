import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconKey, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { CommandDialog } from '@/components/command-dialog';
import { DayOf } from '@/components/moment';
import { ProblemAlert } from '@/components/problem-alert';
import { useGuardedAuth } from '@/components/reauthentication';
import { Section } from '@/components/section';
import { isoOf, type Passkey } from '@/features/parties/account/authenticators';
import type { AuthOutcome } from '@/lib/allauth';
import { canUsePasskeys, createPasskey, type CreationOptions } from '@/lib/passkeys';
import { toast } from '@/lib/toast';
import { useCommandForm } from '@/lib/use-command-form';

interface PasskeysProps {
  passkeys: readonly Passkey[];
  onChange: () => void;
}

/** Passkeys and security keys: signing in without a password. */
export function Passkeys({ passkeys, onChange }: PasskeysProps) {
  const ask = useGuardedAuth();
  const [doomed, setDoomed] = useState<Passkey | null>(null);
  return (
    <Section
      title="Passkeys"
      lead="Your device or a security key signs you in, with your fingerprint, face or PIN. Nobody can phish it."
    >
      {passkeys.map((passkey) => (
        <Group key={passkey.id} justify="space-between">
          <div>
            <Text fw={600}>{passkey.name}</Text>
            <Text size="sm" c="dimmed">
              Made on <DayOf iso={isoOf(passkey.created_at)} />
              {passkey.last_used_at !== null && (
                <>
                  , last used on <DayOf iso={isoOf(passkey.last_used_at)} />
                </>
              )}
            </Text>
          </div>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconTrash size={16} aria-hidden />}
            aria-label={`Remove the passkey ${passkey.name}`}
            onClick={() => {
              setDoomed(passkey);
            }}
          >
            Remove
          </Button>
        </Group>
      ))}
      {canUsePasskeys() ? (
        <PasskeyForm onChange={onChange} />
      ) : (
        <Text size="sm">This browser cannot make passkeys. A newer one can.</Text>
      )}
      <CommandDialog
        title={`Remove the passkey ${doomed?.name ?? ''}`}
        confirmLabel="Remove"
        isDanger
        isOpen={doomed !== null}
        onClose={() => {
          setDoomed(null);
        }}
        run={() => ask('DELETE', 'account/authenticators/webauthn', { authenticators: [doomed?.id] })}
        onDone={() => {
          toast('The passkey was removed.');
          onChange();
        }}
      >
        <Text size="sm">
          You cannot sign in with it any more. It stays on your device until you remove it there.
        </Text>
      </CommandDialog>
    </Section>
  );
}

const ABANDONED: AuthOutcome<never> = {
  ok: false,
  status: 0,
  problems: [{ code: 'ABANDONED', message: 'No passkey was made.', field: null, params: {} }],
  flows: [],
  mustProveAgain: false,
  meta: {},
};

function PasskeyForm({ onChange }: { onChange: () => void }) {
  const ask = useGuardedAuth();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() === '' ? 'Name it, so that you know it again.' : null) },
  });
  const make = async ({ name }: { name: string }) => {
    const options = await ask<CreationOptions>('GET', 'account/authenticators/webauthn?passwordless');
    if (!options.ok) return options;
    const credential = await createPasskey(options.value);
    if (!credential) return ABANDONED;
    return ask('POST', 'account/authenticators/webauthn', { name: name.trim(), credential });
  };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(make, () => {
        form.reset();
        toast('The passkey was made.');
        onChange();
      })}
    >
      <Stack>
        <ProblemAlert problems={problems} title="No passkey was made" />
        <Group align="flex-start" gap="sm">
          <TextInput
            flex="1 1 14rem"
            label="Name of the new passkey"
            placeholder="My laptop"
            {...form.getInputProps('name')}
          />
          <Button
            type="submit"
            variant="default"
            mt={25}
            loading={isBusy}
            leftSection={<IconKey size={18} aria-hidden />}
          >
            Make a passkey
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
