import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';

import { CommandDialog } from '@/components/command-dialog';
import { useGuardedAuth } from '@/components/reauthentication';
import { Section } from '@/components/section';
import { useAuthData } from '@/features/parties/account/use-auth-data';
import { ProviderForm, type Provider } from '@/features/parties/provider-form';
import { toast } from '@/lib/toast';

interface Account {
  uid: string;
  display: string;
  provider: Provider;
}

interface Config {
  socialaccount?: { providers: Provider[] };
}

/** Other places whose word is taken when this person signs in; nothing where the installation knows none. */
export function ConnectedAccounts() {
  const ask = useGuardedAuth();
  const { outcome: config } = useAuthData<Config>('config');
  const { outcome, reload } = useAuthData<Account[]>('account/providers');
  const [doomed, setDoomed] = useState<Account | null>(null);
  const accounts = outcome?.ok ? outcome.value : [];
  const providers = config?.ok ? (config.value.socialaccount?.providers ?? []) : [];
  const free = providers.filter(({ id }) => !accounts.some((account) => account.provider.id === id));
  if (providers.length === 0 && accounts.length === 0) return null;
  return (
    <Section title="Connected accounts" lead="Places that may vouch for you when you sign in.">
      {accounts.map((account) => (
        <Group key={`${account.provider.id} ${account.uid}`} justify="space-between">
          <div>
            <Text fw={600}>{account.provider.name}</Text>
            <Text size="sm" c="dimmed">
              {account.display}
            </Text>
          </div>
          <Button
            variant="default"
            size="sm"
            aria-label={`Disconnect ${account.provider.name}`}
            onClick={() => {
              setDoomed(account);
            }}
          >
            Disconnect
          </Button>
        </Group>
      ))}
      {free.map((provider) => (
        <ProviderForm key={provider.id} provider={provider} process="connect" next="/account/security" />
      ))}
      <CommandDialog
        title={`Disconnect ${doomed?.provider.name ?? ''}`}
        confirmLabel="Disconnect"
        isDanger
        isOpen={doomed !== null}
        onClose={() => {
          setDoomed(null);
        }}
        run={() =>
          ask('DELETE', 'account/providers', { provider: doomed?.provider.id, account: doomed?.uid })
        }
        onDone={() => {
          toast('The account was disconnected.');
          reload();
        }}
      >
        <Text size="sm">You can then sign in by your other ways only.</Text>
      </CommandDialog>
    </Section>
  );
}
