import { Checkbox, Table, Text, VisuallyHidden } from '@mantine/core';

import { Day } from '@/components/moment';
import { LotVerdict } from '@/features/catalogue/lot-verdict';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ListingKind, LotFieldsFragment } from '@/graphql/graphql';
import { count } from '@/lib/format';

export const LotFields = graphql(`
  fragment LotFields on Lot {
    id
    code
    unit
    availableCount
    passageNumber
    mycoplasmaTestedOn
    biosafetyLevel
    specimen {
      material
      sampleType
      anatomicalSite
      diagnosis
      diagnosisCode
    }
    verdict(project: $project) @include(if: $withVerdict) {
      ...ListingVerdictFields
    }
  }
`);

interface LotTableProps {
  kind: ListingKind;
  lots: readonly FragmentType<typeof LotFields>[];
  /** Codes of the chosen lots by their ids. */
  chosen: ReadonlyMap<string, string>;
  onChoose: (chosen: ReadonlyMap<string, string>) => void;
  isOpen: boolean;
  hasVerdicts: boolean;
}

/** The lots of a listing; those of a collection are specimens. */
export function LotTable({ kind, lots, chosen, onChoose, isOpen, hasVerdicts }: LotTableProps) {
  const all = readFragment(LotFields, lots);
  const isSpecimens = kind === 'SAMPLE_COLLECTION';
  const choose = (lot: LotFieldsFragment, isChosen: boolean) => {
    const next = new Map(chosen);
    if (isChosen) next.set(lot.id, lot.code);
    else next.delete(lot.id);
    onChoose(next);
  };
  return (
    <Table.ScrollContainer minWidth={isSpecimens ? 760 : 620}>
      <Table>
        <Table.Caption>
          <VisuallyHidden>
            {isSpecimens ? 'Specimens of the collection' : 'Lots of the listing'}
          </VisuallyHidden>
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {isOpen && (
              <Table.Th scope="col" w={44}>
                <VisuallyHidden>Choose</VisuallyHidden>
              </Table.Th>
            )}
            <Table.Th scope="col">{isSpecimens ? 'Specimen' : 'Lot'}</Table.Th>
            {(isSpecimens ? SPECIMEN_COLUMNS : LOT_COLUMNS).map((name) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
            <Table.Th scope="col">Available</Table.Th>
            {hasVerdicts && <Table.Th scope="col">For the project</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.map((lot) => (
            <Table.Tr key={lot.id}>
              {isOpen && (
                <Table.Td>
                  <Checkbox
                    aria-label={`Choose ${lot.code}`}
                    checked={chosen.has(lot.id)}
                    disabled={lot.availableCount === 0}
                    onChange={(event) => {
                      choose(lot, event.currentTarget.checked);
                    }}
                  />
                </Table.Td>
              )}
              <Table.Th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {lot.code}
              </Table.Th>
              {lot.specimen || isSpecimens ? <SpecimenCells lot={lot} /> : <LotCells lot={lot} />}
              <Table.Td>{lot.availableCount === 0 ? 'None' : count(lot.availableCount, lot.unit)}</Table.Td>
              {hasVerdicts && (
                <Table.Td>{lot.verdict && <LotVerdict verdict={lot.verdict} code={lot.code} />}</Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const SPECIMEN_COLUMNS = ['Material', 'Type', 'Site', 'Diagnosis'];
const LOT_COLUMNS = ['Passage', 'Mycoplasma', 'Biosafety'];

function SpecimenCells({ lot: { specimen } }: { lot: LotFieldsFragment }) {
  return (
    <>
      <Table.Td>{specimen?.material}</Table.Td>
      <Table.Td>{specimen?.sampleType}</Table.Td>
      <Table.Td>{specimen?.anatomicalSite}</Table.Td>
      <Table.Td>
        {specimen?.diagnosis}
        {specimen?.diagnosisCode && (
          <Text size="xs" c="dimmed">
            {specimen.diagnosisCode}
          </Text>
        )}
      </Table.Td>
    </>
  );
}

function LotCells({ lot }: { lot: LotFieldsFragment }) {
  return (
    <>
      <Table.Td>{lot.passageNumber != null && `P${lot.passageNumber}`}</Table.Td>
      <Table.Td>
        {lot.mycoplasmaTestedOn && (
          <>
            Negative on <Day iso={lot.mycoplasmaTestedOn} />
          </>
        )}
      </Table.Td>
      <Table.Td>{lot.biosafetyLevel != null && `Level ${lot.biosafetyLevel}`}</Table.Td>
    </>
  );
}
