import { Divider } from '@mantine/core';
import { useEffect, useState } from 'react';

import { ProviderForm, type Provider } from '@/features/parties/provider-form';
import { askAuth } from '@/lib/allauth';

interface Config {
  socialaccount?: { providers: Provider[] };
}

/** Other places whose word is taken, where the installation has set them up. */
export function Providers({ next }: { next: string }) {
  const [providers, setProviders] = useState<Provider[]>([]);
  useEffect(() => {
    void askAuth<Config>('GET', 'config').then((outcome) => {
      if (outcome.ok) setProviders(outcome.value.socialaccount?.providers ?? []);
    });
  }, []);
  if (providers.length === 0) return null;
  return (
    <>
      <Divider label="or" />
      {providers.map((provider) => (
        <ProviderForm key={provider.id} provider={provider} process="login" next={next} />
      ))}
    </>
  );
}
