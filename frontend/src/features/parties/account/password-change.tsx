import { Button, Group, PasswordInput, Stack } from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import { useGuardedAuth } from '@/components/reauthentication';
import { Section } from '@/components/section';
import { toast } from '@/lib/toast';
import { useCommandForm } from '@/lib/use-command-form';

/** Change the password. */
export function PasswordChange() {
  const ask = useGuardedAuth();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { current_password: '', new_password: '' },
    validate: { new_password: (value) => (value === '' ? 'Choose a new password.' : null) },
  });
  return (
    <Section title="Password" lead="At least 12 characters; a few unrelated words are best.">
      <form
        ref={element}
        noValidate
        onSubmit={submit(
          (values) => ask('POST', 'account/password/change', values),
          () => {
            form.reset();
            toast('Your password was changed.');
          },
        )}
      >
        <Stack>
          <ProblemAlert problems={problems} title="The password was not changed" />
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            {...form.getInputProps('current_password')}
          />
          <PasswordInput
            label="New password"
            autoComplete="new-password"
            {...form.getInputProps('new_password')}
          />
          <Group>
            <Button type="submit" variant="default" loading={isBusy}>
              Change the password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
