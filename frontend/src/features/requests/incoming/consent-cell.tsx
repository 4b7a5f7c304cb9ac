import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { Day, DayOf } from '@/components/moment';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { useMay } from '@/lib/viewer';

import { WithdrawConsent } from './withdraw-consent';

const ConsentCellFields = graphql(`
  fragment ConsentCellFields on ConsentRecord {
    id
    donorPseudonym
    status
    givenOn
    expiresOn
    withdrawnAt
    formTitle
  }
`);

const STANDINGS = {
  ACTIVE: 'Consent stands',
  EXPIRED: 'Consent has expired',
  WITHDRAWN: 'Consent withdrawn',
  UNKNOWN: 'Consent unknown',
};

/** A donor’s consent, and the way to enter its withdrawal. */
export function ConsentCell({ consent }: { consent: FragmentType<typeof ConsentCellFields> }) {
  const { id, donorPseudonym, status, expiresOn, withdrawnAt, formTitle } = readFragment(
    ConsentCellFields,
    consent,
  );
  const [isOpen, { open, close }] = useDisclosure(false);
  const mayWithdraw = useMay('WITHDRAW_CONSENT') && status !== 'WITHDRAWN';
  return (
    <>
      <div>Donor {donorPseudonym}</div>
      <Text size="sm" c="dimmed" component="div">
        {STANDINGS[status]}
        {withdrawnAt && (
          <>
            {' '}
            on <DayOf iso={withdrawnAt} />
          </>
        )}
        {status === 'ACTIVE' && expiresOn && (
          <>
            {' '}
            until <Day iso={expiresOn} />
          </>
        )}
        <div>{formTitle}</div>
      </Text>
      {mayWithdraw && (
        <>
          <Button variant="default" size="compact-sm" mt={4} onClick={open}>
            Enter a withdrawal…
          </Button>
          <WithdrawConsent consent={id} donor={donorPseudonym} isOpen={isOpen} onClose={close} />
        </>
      )}
    </>
  );
}
