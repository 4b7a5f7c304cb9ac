import { useNavigate, useParams } from '@tanstack/react-router';

import { SigningInPage } from '@/features/parties/signing-in/signing-in-page';
import { VerifyEmailStep } from '@/features/parties/signing-in/verify-email-step';
import { startAnew } from '@/lib/next-path';

/** Prove that an address is one's own, by a link or by typing its code. */
export function VerifyEmailPage() {
  const { code } = useParams({ from: '/account/verify-email/{-$code}' });
  const navigate = useNavigate();
  return (
    <SigningInPage title="Verify your e-mail address">
      <VerifyEmailStep
        code={code}
        onOutcome={() => {
          startAnew('/account');
        }}
        onRestart={() => {
          void navigate({ to: '/sign-in' });
        }}
      />
    </SigningInPage>
  );
}
