import { Stack, Text, Title } from '@mantine/core';

import { TextLink } from '@/components/links';
import { DayOf } from '@/components/moment';
import { Section } from '@/components/section';
import { AgreementStateBadge } from '@/components/states/agreement-state';
import { ShipmentStateBadge } from '@/components/states/shipment-state';
import { StageBadge } from '@/components/states/stage';
import { RequestLineItem } from '@/features/requests/request/request-line-item';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { RequestPartFieldsFragment } from '@/graphql/graphql';
import { list } from '@/lib/format';

import classes from '@/features/requests/requests.module.css';

const RequestPartFields = graphql(`
  fragment RequestPartFields on RequestPart {
    id
    stage
    unit {
      id
      name
      organisation {
        id
        name
      }
    }
    lines {
      id
      ...RequestLineFields
    }
    agreements {
      id
      number
      formTitle
      state
      whoseTurn
    }
    shipments {
      id
      state
      carrier
      waybill
      shippedAt
    }
  }
`);

/** What one provider was asked for, with the agreements and shipments that came of it. */
export function RequestPartSection({ part }: { part: FragmentType<typeof RequestPartFields> }) {
  const { unit, stage, lines, agreements, shipments } = readFragment(RequestPartFields, part);
  return (
    <Section title={unit.name} lead={unit.organisation.name} actions={<StageBadge stage={stage} />}>
      <Stack gap={0}>
        {lines.map((line) => (
          <RequestLineItem key={line.id} line={line} />
        ))}
      </Stack>
      {agreements.length > 0 && <Agreements agreements={agreements} />}
      {shipments.length > 0 && <Shipments shipments={shipments} />}
    </Section>
  );
}

function Agreements({ agreements }: Pick<RequestPartFieldsFragment, 'agreements'>) {
  return (
    <div>
      <Title order={3} mb="xs">
        Agreements
      </Title>
      <div className={classes.parties}>
        {agreements.map(({ id, number, formTitle, state, whoseTurn }) => (
          <div key={id} className={classes.reference}>
            <TextLink to="/agreements/$agreementId" params={{ agreementId: id }} fw={600}>
              {number}
            </TextLink>
            {formTitle !== '' && <Text size="sm">{formTitle}</Text>}
            <AgreementStateBadge state={state} />
            {whoseTurn.length > 0 && (
              <Text size="sm" c="dimmed">
                Waits for {list(whoseTurn)}
              </Text>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function Shipments({ shipments }: Pick<RequestPartFieldsFragment, 'shipments'>) {
  return (
    <div>
      <Title order={3} mb="xs">
        Shipments
      </Title>
      <div className={classes.parties}>
        {shipments.map(({ id, state, carrier, waybill, shippedAt }) => (
          <div key={id} className={classes.reference}>
            <TextLink to="/shipments/$shipmentId" params={{ shipmentId: id }} fw={600}>
              {waybill ? `Waybill ${waybill}` : 'Shipment'}
            </TextLink>
            <ShipmentStateBadge state={state} />
            {(carrier || shippedAt) && (
              <Text size="sm" c="dimmed">
                {carrier}
                {shippedAt && (
                  <>
                    {carrier && ', '}
                    <DayOf iso={shippedAt} />
                  </>
                )}
              </Text>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
