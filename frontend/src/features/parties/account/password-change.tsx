import { Button, Group, PasswordInput, Stack } from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import { useGuardedAuth } from '@/components/reauthentication';
import { Section } from '@/components/section';
import { useAuthData } from '@/features/parties/account/use-auth-data';
import { toast } from '@/lib/toast';
import { useCommandForm } from '@/lib/use-command-form';

interface Session {
  user?: { has_usable_password?: boolean };
}

/** Change the password, or set the first one. */
export function PasswordChange() {
  const ask = useGuardedAuth();
  const { outcome, reload } = useAuthData<Session>('auth/session');
  const hasPassword = !outcome?.ok || outcome.value.user?.has_usable_password !== false;
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { current_password: '', new_password: '' },
    validate: { new_password: (value) => (value === '' ? 'Choose a new password.' : null) },
  });
  return (
    <Section
      title="Password"
      lead={
        hasPassword
          ? 'At least 12 characters; a few unrelated words are best.'
          : 'You have none yet and sign in by a code. At least 12 characters; a few unrelated words are best.'
      }
    >
      <form
        ref={element}
        noValidate
        onSubmit={submit(
          (values) => ask('POST', 'account/password/change', values),
          () => {
            form.reset();
            toast('Your password was changed.');
            reload();
          },
        )}
      >
        <Stack>
          <ProblemAlert problems={problems} title="The password was not changed" />
          {hasPassword && (
            <PasswordInput
              label="Present password"
              autoComplete="current-password"
              {...form.getInputProps('current_password')}
            />
          )}
          <PasswordInput
            label="New password"
            autoComplete="new-password"
            {...form.getInputProps('new_password')}
          />
          <Group>
            <Button type="submit" variant="default" loading={isBusy}>
              {hasPassword ? 'Change the password' : 'Set a password'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
