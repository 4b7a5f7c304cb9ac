import { Loader, Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { TextLink } from '@/components/links';
import { CodeStep } from '@/features/parties/signing-in/code-step';
import { CredentialsStep } from '@/features/parties/signing-in/credentials-step';
import { ProofStep } from '@/features/parties/signing-in/proof-step';
import { SigningInPage } from '@/features/parties/signing-in/signing-in-page';
import { VerifyEmailStep } from '@/features/parties/signing-in/verify-email-step';
import { askAuth, pendingFlow, type AuthOutcome, type Flow } from '@/lib/allauth';
import { startAnew } from '@/lib/next-path';

const TITLES: Record<string, string> = {
  login_by_code: 'Enter your code',
  mfa_authenticate: 'Second step',
  verify_email: 'Verify your e-mail address',
};

/** Sign in, step by step as allauth asks for them. */
export function SignInPage() {
  const { next = '/' } = useSearch({ from: '/sign-in' });
  const [step, setStep] = useState<Flow | 'start' | null>(null);

  const take = (outcome: AuthOutcome<unknown>) => {
    if (outcome.ok || outcome.status === 409) startAnew(next);
    else setStep(pendingFlow(outcome) ?? 'start');
  };

  useEffect(() => {
    // Somebody who reloads the page in the middle goes on where they were.
    void askAuth('GET', 'auth/session').then((outcome) => {
      if (outcome.ok) startAnew(next);
      else setStep(pendingFlow(outcome) ?? 'start');
    });
  }, [next]);

  const restart = async () => {
    await askAuth('DELETE', 'auth/session');
    setStep('start');
  };

  const id = typeof step === 'object' ? step?.id : undefined;
  return (
    <SigningInPage
      title={TITLES[id ?? ''] ?? 'Sign in'}
      foot={
        <Text size="sm">
          New here? <TextLink to="/account/sign-up">Make an account</TextLink>
        </Text>
      }
    >
      {step === null && <Loader aria-label="Loading" />}
      {step !== null && id === 'login_by_code' && <CodeStep onOutcome={take} onRestart={restart} />}
      {step !== null && typeof step === 'object' && id === 'mfa_authenticate' && (
        <ProofStep types={step.types ?? []} onOutcome={take} onRestart={restart} />
      )}
      {step !== null && id === 'verify_email' && <VerifyEmailStep onOutcome={take} onRestart={restart} />}
      {step !== null && !(id !== undefined && id in TITLES) && (
        <CredentialsStep onOutcome={take} next={next} />
      )}
    </SigningInPage>
  );
}
