import { List, Text } from '@mantine/core';

import { Facts } from '@/components/facts';
import { Day, DayOf } from '@/components/moment';
import { Section } from '@/components/section';
import { answerWord, researchTypeLabel } from '@/features/requests/projects/purpose-words';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count, countryName, list } from '@/lib/format';

const PurposeFields = graphql(`
  fragment PurposeFields on AccessRequest {
    submittedAt
    shippingAddress
    requester {
      id
      fullName
      orcid
    }
    organisation {
      id
      name
      countryCode
    }
    project {
      id
      title
      laySummary
      researchTypes
      diseases {
        id
        code
        label
      }
      isCommercial
      isGenetic
      countries
      sensitiveTopics
      durationMonths
      acceptsPublication
      acceptsReturn
      hasCollaborationLetter
      ethicsApprovals {
        id
        number
        committee
        countryCode
        validFrom
        validUntil
        isInForce
      }
    }
  }
`);

/** Who asks, and what the material is for. */
export function Purpose({ request }: { request: FragmentType<typeof PurposeFields> }) {
  const { project, requester, organisation, submittedAt, shippingAddress } = readFragment(
    PurposeFields,
    request,
  );
  return (
    <Section title="Who asks, and for what">
      {project.laySummary !== '' && (
        <Text maw={720} style={{ whiteSpace: 'pre-line' }}>
          {project.laySummary}
        </Text>
      )}
      <Facts
        facts={[
          { name: 'Asked by', value: [requester.fullName, requester.orcid].filter(Boolean).join(', ') },
          { name: 'Institution', value: `${organisation.name}, ${countryName(organisation.countryCode)}` },
          { name: 'Asked on', value: submittedAt && <DayOf iso={submittedAt} /> },
          { name: 'Kind of research', value: list(project.researchTypes.map(researchTypeLabel)) },
          {
            name: 'Diseases',
            value: project.diseases.map(({ label, code }) => `${label} (${code})`).join('; '),
          },
          { name: 'Commercial use', value: answerWord(project.isCommercial) },
          { name: 'Genetic analysis', value: answerWord(project.isGenetic) },
          { name: 'Countries of use', value: list(project.countries.map(countryName)) },
          { name: 'Sensitive topics', value: list(project.sensitiveTopics) },
          {
            name: 'Duration',
            value: project.durationMonths != null && count(project.durationMonths, 'month'),
          },
          { name: 'Would publish results', value: answerWord(project.acceptsPublication) },
          { name: 'Would return derived data', value: answerWord(project.acceptsReturn) },
          { name: 'Letter of collaboration', value: answerWord(project.hasCollaborationLetter) },
          { name: 'Ethics approvals', value: <EthicsList approvals={project.ethicsApprovals} /> },
          {
            name: 'Sent to',
            value: shippingAddress && <span style={{ whiteSpace: 'pre-line' }}>{shippingAddress}</span>,
          },
        ]}
      />
    </Section>
  );
}

interface Approval {
  id: string;
  number: string;
  committee: string;
  countryCode: string;
  validFrom: string;
  validUntil: string;
  isInForce: boolean;
}

function EthicsList({ approvals }: { approvals: readonly Approval[] }) {
  if (approvals.length === 0) return 'None on record';
  return (
    <List listStyleType="none" withPadding={false}>
      {approvals.map(({ id, number, committee, countryCode, validFrom, validUntil, isInForce }) => (
        <List.Item key={id}>
          {number}, {committee}, {countryName(countryCode)}
          <Text size="sm" c="dimmed">
            {isInForce ? 'In force' : 'Not in force'}: <Day iso={validFrom} /> to <Day iso={validUntil} />
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
