import { Stack, Text } from '@mantine/core';

import { ButtonLink } from '@/components/links';
import { SigningInPage } from '@/features/parties/signing-in/signing-in-page';

/** Another place did not vouch for the person, or they changed their mind there. */
export function ProviderFailedPage() {
  return (
    <SigningInPage title="Not signed in">
      <Stack>
        <Text>
          The other site did not confirm who you are. Perhaps you went back there, or its address is already
          that of another account here; then sign in with your password and connect the two from your account.
        </Text>
        <ButtonLink to="/sign-in">Try again</ButtonLink>
      </Stack>
    </SigningInPage>
  );
}
