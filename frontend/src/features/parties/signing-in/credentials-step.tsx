import { Button, Divider, PasswordInput, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { IconKey, IconLock, IconMail } from '@tabler/icons-react';
import { useState } from 'react';

import { TextLink } from '@/components/links';
import { ProblemAlert } from '@/components/problem-alert';
import { Providers } from '@/features/parties/signing-in/providers';
import { useAuthForm } from '@/features/parties/signing-in/use-auth-form';
import { askAuth, type AuthOutcome } from '@/lib/allauth';
import type { Problem } from '@/lib/outcome';
import { canUsePasskeys, getPasskey, type RequestOptions } from '@/lib/passkeys';

interface StepProps {
  onOutcome: (outcome: AuthOutcome<unknown>) => void;
}

const checkEmail = (value: string) => (value.includes('@') ? null : 'Enter your e-mail address.');

/** The first step: a password, a code by e-mail, a passkey or another place's word. */
export function CredentialsStep({ onOutcome, next }: StepProps & { next: string }) {
  return (
    <Stack>
      <Tabs defaultValue="password" keepMounted={false}>
        <Tabs.List grow mb="md">
          <Tabs.Tab value="password" leftSection={<IconLock size={16} aria-hidden />}>
            Password
          </Tabs.Tab>
          <Tabs.Tab value="code" leftSection={<IconMail size={16} aria-hidden />}>
            Code by e-mail
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="password">
          <PasswordForm onOutcome={onOutcome} />
        </Tabs.Panel>
        <Tabs.Panel value="code">
          <CodeRequestForm onOutcome={onOutcome} />
        </Tabs.Panel>
      </Tabs>
      {canUsePasskeys() && (
        <>
          <Divider label="or" />
          <PasskeyButton onOutcome={onOutcome} />
        </>
      )}
      <Providers next={next} />
    </Stack>
  );
}

function PasswordForm({ onOutcome }: StepProps) {
  const { form, problems, isBusy, element, submit } = useAuthForm(
    {
      initialValues: { email: '', password: '' },
      validate: { email: checkEmail, password: (value) => (value === '' ? 'Enter your password.' : null) },
    },
    onOutcome,
  );
  return (
    <form ref={element} noValidate onSubmit={submit((values) => askAuth('POST', 'auth/login', values))}>
      <Stack>
        <ProblemAlert problems={problems} title="Not signed in" />
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps('password')} />
        <TextLink to="/account/password/reset/{-$code}" params={{}} size="sm">
          Forgotten your password?
        </TextLink>
        <Button type="submit" loading={isBusy}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

function CodeRequestForm({ onOutcome }: StepProps) {
  const { form, problems, isBusy, element, submit } = useAuthForm(
    { initialValues: { email: '' }, validate: { email: checkEmail } },
    onOutcome,
  );
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit((values) => askAuth('POST', 'auth/code/request', values))}
    >
      <Stack>
        <ProblemAlert problems={problems} title="No code was sent" />
        <Text size="sm">We send a code to your address; it holds for a few minutes.</Text>
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

function PasskeyButton({ onOutcome }: StepProps) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const signIn = async () => {
    setProblems([]);
    const options = await askAuth<RequestOptions>('GET', 'auth/webauthn/login');
    const credential = options.ok ? await getPasskey(options.value) : null;
    if (options.ok && !credential) return;
    const outcome = options.ok ? await askAuth('POST', 'auth/webauthn/login', { credential }) : options;
    if (!outcome.ok && outcome.problems.length > 0) setProblems(outcome.problems);
    else onOutcome(outcome);
  };
  return (
    <>
      <ProblemAlert problems={problems} title="Not signed in" />
      <Button variant="default" leftSection={<IconKey size={18} aria-hidden />} onClick={signIn}>
        Sign in with a passkey
      </Button>
    </>
  );
}
