import { Button, Divider, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { askAuth, type Flow } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';
import type { Problem } from '@/lib/outcome';
import { canUsePasskeys, getPasskey, type RequestOptions } from '@/lib/passkeys';
import { useCommandForm } from '@/lib/use-command-form';

/** Takes the ways that allauth offered, if it has offered any. */
type ProveAgain = (flows?: Flow[]) => Promise<boolean>;

const ReauthenticationContext = createContext<ProveAgain | null>(null);

/** Return how to have the person prove again who they are; it resolves to whether they did. */
export function useReauthentication(): ProveAgain {
  const proveAgain = use(ReauthenticationContext);
  if (!proveAgain) throw new Error('There is no ReauthenticationProvider around this.');
  return proveAgain;
}

interface Open {
  flows: Flow[];
  settle: (isProven: boolean) => void;
}

/** Hold the one dialog in which a person proves again who they are. */
export function ReauthenticationProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null);
  const pending = useRef<Promise<boolean> | null>(null);

  const proveAgain = useCallback<ProveAgain>((offered) => {
    pending.current ??= (offered ? Promise.resolve(offered) : flowsOfViewer())
      .then(
        (flows) =>
          new Promise<boolean>((settle) => {
            setOpen({ flows, settle });
          }),
      )
      .finally(() => {
        pending.current = null;
        setOpen(null);
      });
    return pending.current;
  }, []);

  return (
    <ReauthenticationContext value={proveAgain}>
      {children}
      <Modal
        opened={open !== null}
        onClose={() => open?.settle(false)}
        title="Confirm that it is you"
        size="md"
      >
        {open && <Proof flows={open.flows} onSettled={open.settle} />}
      </Modal>
    </ReauthenticationContext>
  );
}

interface Session {
  user?: { has_usable_password?: boolean };
}

/** Find out how this person may prove who they are. */
async function flowsOfViewer(): Promise<Flow[]> {
  const [session, authenticators] = await Promise.all([
    askAuth<Session>('GET', 'auth/session'),
    askAuth<{ type: string }[]>('GET', 'account/authenticators'),
  ]);
  const types = authenticators.ok ? authenticators.value.map(({ type }) => type) : [];
  return [
    ...(session.ok && session.value.user?.has_usable_password ? [{ id: 'reauthenticate' }] : []),
    ...(types.length > 0 ? [{ id: 'mfa_reauthenticate', types }] : []),
  ];
}

function Proof({ flows, onSettled }: { flows: Flow[]; onSettled: (isProven: boolean) => void }) {
  const has = (id: string, type?: string) =>
    flows.some((flow) => flow.id === id && (type === undefined || (flow.types?.includes(type) ?? false)));
  const hasPassword = has('reauthenticate');
  const hasCode = has('mfa_reauthenticate', 'totp') || has('mfa_reauthenticate', 'recovery_codes');
  const hasPasskey = has('mfa_reauthenticate', 'webauthn') && canUsePasskeys();
  const hasAny = hasPassword || hasCode || hasPasskey;
  const done = () => {
    onSettled(true);
  };
  return (
    <Stack>
      {hasAny ? (
        <Text size="sm">
          This step needs a recent proof that it is you who asks. Any one of these will do.
        </Text>
      ) : (
        <Text size="sm">
          This step needs a recent proof that it is you who asks, and your account has neither a password nor
          a second step for it. Sign out and in again, then repeat the step.
        </Text>
      )}
      {hasPassword && <PasswordProof onDone={done} />}
      {hasPassword && hasCode && <Divider label="or" />}
      {hasCode && <CodeProof onDone={done} />}
      {hasPasskey && <Divider label="or" />}
      {hasPasskey && <PasskeyProof onDone={done} />}
      <Group justify="flex-end">
        <Button
          variant="default"
          onClick={() => {
            onSettled(false);
          }}
        >
          Cancel
        </Button>
        {!hasAny && <Button onClick={signInAnew}>Sign out and in again</Button>}
      </Group>
    </Stack>
  );
}

/** Sign out, and come back to this page once signed in. */
async function signInAnew() {
  const { pathname, search } = window.location;
  await askAuth('DELETE', 'auth/session');
  startAnew(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

function PasswordProof({ onDone }: { onDone: () => void }) {
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? 'Enter your password.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(({ password }) => askAuth('POST', 'auth/reauthenticate', { password }), onDone)}
    >
      <Stack gap="sm">
        <ProblemAlert problems={problems} title="Not confirmed" />
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isBusy}>
          Confirm with password
        </Button>
      </Stack>
    </form>
  );
}

function CodeProof({ onDone }: { onDone: () => void }) {
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() === '' ? 'Enter a code.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        ({ code }) => askAuth('POST', 'auth/2fa/reauthenticate', { code: code.trim() }),
        onDone,
      )}
    >
      <Stack gap="sm">
        <ProblemAlert problems={problems} title="Not confirmed" />
        <TextInput
          label="Code of your authenticator app, or a recovery code"
          autoComplete="one-time-code"
          {...form.getInputProps('code')}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          Confirm with code
        </Button>
      </Stack>
    </form>
  );
}

function PasskeyProof({ onDone }: { onDone: () => void }) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const confirm = async () => {
    setProblems([]);
    const options = await askAuth<RequestOptions>('GET', 'auth/webauthn/reauthenticate');
    const credential = options.ok ? await getPasskey(options.value) : null;
    if (options.ok && !credential) return;
    const outcome = options.ok
      ? await askAuth('POST', 'auth/webauthn/reauthenticate', { credential })
      : options;
    if (outcome.ok) onDone();
    else setProblems(outcome.problems);
  };
  return (
    <>
      <ProblemAlert problems={problems} title="Not confirmed" />
      <Button variant="default" leftSection={<IconKey size={18} aria-hidden />} onClick={confirm}>
        Confirm with a passkey
      </Button>
    </>
  );
}

/** Return a version of allauth's commands that asks for the proof where one is needed, and then tries again. */
export function useGuardedAuth(): typeof askAuth {
  const proveAgain = useReauthentication();
  return useMemo(
    () =>
      async (...question) => {
        const outcome = await askAuth(...question);
        if (outcome.ok || !outcome.mustProveAgain || !(await proveAgain(outcome.flows))) return outcome;
        return askAuth(...question);
      },
    [proveAgain],
  ) as typeof askAuth;
}
