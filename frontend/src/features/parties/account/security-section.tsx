import { Stack } from '@mantine/core';

import { ConnectedAccounts } from '@/features/parties/account/connected-accounts';
import { EmailAddress } from '@/features/parties/account/email-address';
import { Passkeys } from '@/features/parties/account/passkeys';
import { PasswordChange } from '@/features/parties/account/password-change';
import { RecoveryCodes } from '@/features/parties/account/recovery-codes';
import { Sessions } from '@/features/parties/account/sessions';
import { Totp } from '@/features/parties/account/totp';
import { useAuthData } from '@/features/parties/account/use-auth-data';
import type { Authenticator } from '@/features/parties/account/authenticators';
import { Failure } from '@/components/failure';
import { ListSkeleton } from '@/components/skeletons';

/** How the person signs in, and where they are signed in. */
export function SecuritySection() {
  const { outcome, reload } = useAuthData<Authenticator[]>('account/authenticators');
  if (outcome === null) return <ListSkeleton />;
  if (!outcome.ok)
    return <Failure message={outcome.problems[0]?.message ?? 'Sign in again.'} onRetry={reload} />;
  const authenticators = outcome.value;
  const has = (type: Authenticator['type']) => authenticators.some((one) => one.type === type);
  return (
    <Stack gap="xl">
      <EmailAddress />
      <PasswordChange />
      <Totp isOn={has('totp')} onChange={reload} />
      <Passkeys passkeys={authenticators.filter((one) => one.type === 'webauthn')} onChange={reload} />
      {(has('totp') || has('webauthn')) && <RecoveryCodes />}
      <ConnectedAccounts />
      <Sessions />
    </Stack>
  );
}
