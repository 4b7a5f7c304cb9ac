import {
  createContext,
  lazy,
  Suspense,
  use,
  useCallback,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';

import { askAuth, type Flow } from '@/lib/allauth';

/** It is seldom needed, so it is loaded when it is. */
const ProofDialog = lazy(async () => ({ default: (await import('@/components/proof-dialog')).ProofDialog }));

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
      {open && (
        <Suspense>
          <ProofDialog flows={open.flows} onSettled={open.settle} />
        </Suspense>
      )}
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
