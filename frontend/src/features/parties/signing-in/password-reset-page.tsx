import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { TextLink } from '@/components/links';
import { ProblemAlert } from '@/components/problem-alert';
import { SigningInPage } from '@/features/parties/signing-in/signing-in-page';
import { useAuthForm } from '@/features/parties/signing-in/use-auth-form';
import { askAuth } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';
import { toast } from '@/lib/toast';

/** Choose a new password with a code that is sent by e-mail. */
export function PasswordResetPage() {
  const { code = '' } = useParams({ from: '/account/password/reset/{-$code}' });
  const [isSent, setIsSent] = useState(code !== '');
  return (
    <SigningInPage
      title={isSent ? 'Choose a new password' : 'Reset your password'}
      foot={
        <Text size="sm">
          <TextLink to="/sign-in">Back to signing in</TextLink>
        </Text>
      }
    >
      {isSent ? (
        <NewPasswordForm code={code} />
      ) : (
        <RequestForm
          onSent={() => {
            setIsSent(true);
          }}
        />
      )}
    </SigningInPage>
  );
}

function RequestForm({ onSent }: { onSent: () => void }) {
  const { form, problems, isBusy, element, submit } = useAuthForm(
    {
      initialValues: { email: '' },
      validate: { email: (value) => (value.includes('@') ? null : 'Enter your e-mail address.') },
    },
    onSent,
  );
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit((values) => askAuth('POST', 'auth/password/request', values))}
    >
      <Stack>
        <ProblemAlert problems={problems} title="No code was sent" />
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <Button type="submit" loading={isBusy}>
          Send me a code
        </Button>
      </Stack>
    </form>
  );
}

function NewPasswordForm({ code }: { code: string }) {
  const { form, problems, isBusy, element, submit } = useAuthForm(
    {
      initialValues: { key: code, password: '' },
      validate: {
        key: (value) => (value.trim() === '' ? 'Enter the code from the e-mail.' : null),
        password: (value) => (value === '' ? 'Choose a password.' : null),
      },
    },
    () => {
      toast('Your password was changed.');
      startAnew('/sign-in');
    },
  );
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(({ key, password }) =>
        askAuth('POST', 'auth/password/reset', { key: key.trim(), password }),
      )}
    >
      <Stack>
        <ProblemAlert problems={problems} title="The password was not changed" />
        <Text size="sm">If there is an account with this address, a code was sent to it.</Text>
        <TextInput label="Code" autoComplete="one-time-code" {...form.getInputProps('key')} />
        <PasswordInput label="New password" autoComplete="new-password" {...form.getInputProps('password')} />
        <Button type="submit" loading={isBusy}>
          Change the password
        </Button>
      </Stack>
    </form>
  );
}
