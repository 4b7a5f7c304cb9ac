import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { Callout } from '@/components/callout';
import { ProblemAlert } from '@/components/problem-alert';
import { useReauthentication } from '@/components/reauthentication';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

import { withFreshProof } from './fresh-proof';

const SignFields = graphql(`
  fragment SignFields on Agreement {
    id
    number
    textSha256
    signatureLevel
    intentSentence
  }
`);

const AgreementSign = graphql(`
  mutation AgreementSign($input: AgreementSignInput!) {
    agreementSign(input: $input) {
      agreement {
        id
      }
      errors {
        code
        message
        field
        params
      }
    }
  }
`);

interface SignFormProps {
  agreement: FragmentType<typeof SignFields>;
  /** Other things the signatory may do instead. */
  children: ReactNode;
}

/** Have a signatory bind their organisation. */
export function SignForm({ agreement, children }: SignFormProps) {
  const { id, number, textSha256, signatureLevel, intentSentence } = readFragment(SignFields, agreement);
  const { run } = useCommand(AgreementSign, (data) => data.agreementSign);
  const proveAgain = useReauthentication();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { intent: false },
    validate: { intent: (value) => (value ? null : 'Confirm this sentence to sign.') },
  });
  const sign = ({ intent }: { intent: boolean }) =>
    withFreshProof(() => run({ agreement: id, textSha256, intent }), proveAgain);

  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(sign, () => {
        toast(`You signed ${number}. Its seal is being put in place.`);
      })}
    >
      <Stack>
        <ProblemAlert problems={problems} title="Not signed" />
        <Callout tone="neutral" icon={IconInfoCircle} title={signatureLevel}>
          It records who signed, in whose name and when, and seals the document so that any later change
          shows. It is neither an advanced nor a qualified electronic signature. You may be asked to prove
          again who you are.
        </Callout>
        <Checkbox
          label={intentSentence}
          {...form.getInputProps('intent', { type: 'checkbox' })}
          aria-invalid={form.errors.intent !== undefined}
        />
        <Group gap="sm">
          <Button type="submit" loading={isBusy}>
            Sign
          </Button>
          {children}
        </Group>
      </Stack>
    </form>
  );
}
