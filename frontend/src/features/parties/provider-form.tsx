import { Button } from '@mantine/core';
import { IconBuildingCommunity, IconId } from '@tabler/icons-react';

import { csrfTokenNow } from '@/lib/http';
import { safePath } from '@/lib/next-path';

/** Another place that can vouch for people: ORCID or an institution. */
export interface Provider {
  id: string;
  name: string;
}

interface ProviderFormProps {
  provider: Provider;
  process: 'login' | 'connect';
  next: string;
}

/** A button that leads to another place. Its page follows, so this is a form of the browser, not a question of ours. */
export function ProviderForm({ provider, process, next }: ProviderFormProps) {
  const Icon = provider.id === 'orcid' ? IconId : IconBuildingCommunity;
  return (
    <form method="post" action="/_allauth/browser/v1/auth/provider/redirect">
      <input type="hidden" name="provider" value={provider.id} />
      <input type="hidden" name="process" value={process} />
      <input type="hidden" name="callback_url" value={safePath(next)} />
      <input type="hidden" name="csrfmiddlewaretoken" value={csrfTokenNow()} />
      <Button type="submit" variant="default" fullWidth leftSection={<Icon size={18} aria-hidden />}>
        {process === 'login' ? 'Sign in with' : 'Connect'} {provider.name}
      </Button>
    </form>
  );
}
