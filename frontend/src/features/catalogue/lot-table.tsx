import { Checkbox, Table, Text, VisuallyHidden } from '@mantine/core';

import { Day } from '@/components/moment';
import { contentsOf, donorOf, keptAs, passages } from '@/features/catalogue/lot-facts';
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
    passageMost
    mycoplasmaTestedOn
    mycoplasmaMethod
    biosafetyLevel
    amount
    amountUnit
    concentration
    concentrationUnit
    cultureMedium
    freezeMedium
    frozenOn
    expiresOn
    place
    specimen {
      material
      sampleType
      anatomicalSite
      diagnosis
      diagnosisCode
      sex
      age
      ageUnit
      collected
      sprec
      sprecVersion
      storageTemperature
      preservation
      freezeThawCount
      relation
      parentCodes
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
    <Table.ScrollContainer minWidth={isSpecimens ? 980 : 760}>
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

const SPECIMEN_COLUMNS = ['Material', 'Type', 'Site', 'Diagnosis', 'Donor', 'Kept'];
const LOT_COLUMNS = ['Passage', 'Mycoplasma', 'Biosafety', 'Contents'];

function SpecimenCells({ lot }: { lot: LotFieldsFragment }) {
  const { specimen } = lot;
  return (
    <>
      <Table.Td>{specimen?.material}</Table.Td>
      <Table.Td>{specimen?.sampleType}</Table.Td>
      <Table.Td>{specimen?.anatomicalSite}</Table.Td>
      <Table.Td>
        {specimen?.diagnosis}
        <Small lines={[specimen?.diagnosisCode]} />
      </Table.Td>
      <Table.Td>{specimen && donorOf(specimen)}</Table.Td>
      <Table.Td>{specimen && <Small lines={[...keptAs(specimen), ...contentsOf(lot)]} />}</Table.Td>
    </>
  );
}

function LotCells({ lot }: { lot: LotFieldsFragment }) {
  return (
    <>
      <Table.Td>{passages(lot)}</Table.Td>
      <Table.Td>
        {lot.mycoplasmaTestedOn && (
          <>
            Negative on <Day iso={lot.mycoplasmaTestedOn} />
            <Small lines={[lot.mycoplasmaMethod]} />
          </>
        )}
      </Table.Td>
      <Table.Td>{lot.biosafetyLevel != null && `Level ${lot.biosafetyLevel}`}</Table.Td>
      <Table.Td>
        <Small lines={contentsOf(lot)} />
      </Table.Td>
    </>
  );
}

/** Short lines below each other; what is empty is left out. */
function Small({ lines }: { lines: readonly (string | undefined)[] }) {
  return lines
    .filter((line) => line !== undefined && line !== '')
    .map((line) => (
      <Text key={line} size="xs" c="dimmed">
        {line}
      </Text>
    ));
}
