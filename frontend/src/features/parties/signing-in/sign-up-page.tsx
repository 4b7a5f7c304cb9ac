import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { TextLink } from '@/components/links';
import { ProblemAlert } from '@/components/problem-alert';
import { SigningInPage } from '@/features/parties/signing-in/signing-in-page';
import { useAuthForm } from '@/features/parties/signing-in/use-auth-form';
import { VerifyEmailStep } from '@/features/parties/signing-in/verify-email-step';
import { askAuth, pendingFlow, type AuthOutcome } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';

const SHORTEST_PASSWORD = 12;

/** Make an account: an address and a password, then the code that proves the address. */
export function SignUpPage() {
  const [isVerifying, setIsVerifying] = useState(false);
  const take = (outcome: AuthOutcome<unknown>) => {
    if (outcome.ok || outcome.status === 409) startAnew('/account');
    else setIsVerifying(pendingFlow(outcome)?.id === 'verify_email');
  };
  return (
    <SigningInPage
      title={isVerifying ? 'Verify your e-mail address' : 'Make an account'}
      lead={
        isVerifying
          ? undefined
          : 'You can search without one. To request material, your institution then makes you a member.'
      }
      foot={
        <Text size="sm">
          You have one? <TextLink to="/sign-in">Sign in</TextLink>
        </Text>
      }
    >
      {isVerifying ? (
        <VerifyEmailStep
          onOutcome={take}
          onRestart={() => {
            setIsVerifying(false);
          }}
        />
      ) : (
        <SignUpForm onOutcome={take} />
      )}
    </SigningInPage>
  );
}

function SignUpForm({ onOutcome }: { onOutcome: (outcome: AuthOutcome<unknown>) => void }) {
  const { form, problems, isBusy, element, submit } = useAuthForm(
    {
      initialValues: { email: '', password: '' },
      validate: {
        email: (value) => (value.includes('@') ? null : 'Enter your e-mail address at your institution.'),
        password: (value) =>
          value.length < SHORTEST_PASSWORD ? `Use at least ${SHORTEST_PASSWORD} characters.` : null,
      },
    },
    onOutcome,
  );
  return (
    <form ref={element} noValidate onSubmit={submit((values) => askAuth('POST', 'auth/signup', values))}>
      <Stack>
        <ProblemAlert problems={problems} title="No account was made" />
        <TextInput
          label="E-mail address"
          description="Best the one of your institution."
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          description={`At least ${SHORTEST_PASSWORD} characters; a few unrelated words are best.`}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isBusy}>
          Make an account
        </Button>
      </Stack>
    </form>
  );
}
