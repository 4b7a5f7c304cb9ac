import { Table, Text } from '@mantine/core';

import { TableFrame } from '@/components/table-frame';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ChosenLotFieldsFragment } from '@/graphql/graphql';
import { count } from '@/lib/format';

import { ConsentCell } from './consent-cell';

const ChosenLotFields = graphql(`
  fragment ChosenLotFields on LineLot {
    quantity
    lot {
      id
      code
      unit
      passageNumber
      mycoplasmaTestedOn
      specimen {
        material
        sampleType
        anatomicalSite
        diagnosis
        donorPseudonym
        consent {
          id
          ...ConsentCellFields
        }
      }
    }
  }
`);

interface ChosenLotsProps {
  lots: readonly FragmentType<typeof ChosenLotFields>[];
  /** What they are of. */
  name: string;
}

/** The lots that are held for a line; specimens with their donor’s consent for those who look after it. */
export function ChosenLots({ lots, name }: ChosenLotsProps) {
  const all = readFragment(ChosenLotFields, lots);
  const tellsDonors = all.some(({ lot }) => lot.specimen?.donorPseudonym != null);
  return (
    <TableFrame label={`Chosen of ${name}`} minWidth={tellsDonors ? 520 : 380} maxHeight={480}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Chosen</Table.Th>
          <Table.Th scope="col">What it is</Table.Th>
          <Table.Th scope="col">Amount</Table.Th>
          {tellsDonors && <Table.Th scope="col">Donor and consent</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {all.map((chosen) => (
          <LotRow key={chosen.lot.id} chosen={chosen} tellsDonors={tellsDonors} />
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}

function LotRow({
  chosen: { lot, quantity },
  tellsDonors,
}: {
  chosen: ChosenLotFieldsFragment;
  tellsDonors: boolean;
}) {
  const { specimen, passageNumber } = lot;
  const facts = specimen
    ? [specimen.material, specimen.sampleType, specimen.anatomicalSite].filter(Boolean).join(', ')
    : passageNumber != null && `Passage ${passageNumber}`;
  return (
    <Table.Tr>
      <Table.Th scope="row">{lot.code}</Table.Th>
      <Table.Td>
        {facts}
        {specimen?.diagnosis && (
          <Text size="sm" c="dimmed">
            {specimen.diagnosis}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{count(quantity, lot.unit)}</Table.Td>
      {tellsDonors && (
        <Table.Td>
          {specimen?.consent ? (
            <ConsentCell consent={specimen.consent} />
          ) : (
            <>
              {specimen?.donorPseudonym && <div>Donor {specimen.donorPseudonym}</div>}
              <Text size="sm" c="dimmed">
                No consent on record
              </Text>
            </>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  );
}
