import { Facts, type Fact } from '@/components/facts';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { KindFactsFieldsFragment, Origin } from '@/graphql/graphql';
import { number } from '@/lib/format';
import { strSummary } from '@/features/catalogue/str-profile';

export const KindFactsFields = graphql(`
  fragment KindFactsFields on Listing {
    origin
    sampleCollection {
      design
      sourceStudy
    }
    cellLine {
      accession
      category
      species
      donorSex
      donorAge
      diseases {
        code
        label
      }
      derivedFromSite
      parentAccession
      strProfile
      problematicReason
      cellosaurusVersion
    }
    plasmid {
      backbone
      insertGene
      insertSpecies
      bacterialResistance
      selectionMarker
      growthStrain
      growthTemperatureC
      copyNumber
      sizeBp
    }
  }
`);

const ORIGINS: Record<Origin, string> = {
  NOT_HUMAN: 'Not human',
  HUMAN_ANONYMOUS: 'Human, anonymous: nobody can tell the donors any more',
  HUMAN_CODED: 'Human, coded: the provider holds the key to the donors',
};

/** What a listing says of itself by its kind. */
export function KindFacts({ listing }: { listing: FragmentType<typeof KindFactsFields> }) {
  const found = readFragment(KindFactsFields, listing);
  return <Facts facts={[...ownFacts(found), { name: 'Origin', value: ORIGINS[found.origin] }]} />;
}

function ownFacts({ sampleCollection, cellLine, plasmid }: KindFactsFieldsFragment): Fact[] {
  if (sampleCollection) {
    return [
      { name: 'Collection design', value: sampleCollection.design },
      { name: 'Taken for', value: sampleCollection.sourceStudy },
    ];
  }
  if (cellLine) {
    return [
      { name: 'Cellosaurus accession (RRID)', value: cellLine.accession },
      { name: 'Category', value: cellLine.category },
      { name: 'Species', value: <em>{cellLine.species}</em> },
      { name: 'Disease', value: cellLine.diseases.map(({ label, code }) => `${label} (${code})`).join('; ') },
      { name: 'Derived from', value: cellLine.derivedFromSite },
      { name: 'Donor', value: [cellLine.donorSex, cellLine.donorAge].filter(Boolean).join(', ') },
      { name: 'Parent line', value: cellLine.parentAccession },
      { name: 'STR profile', value: strSummary(cellLine.strProfile) },
      { name: 'Entry of Cellosaurus', value: cellLine.cellosaurusVersion },
    ];
  }
  if (plasmid) {
    const { sizeBp, growthTemperatureC } = plasmid;
    return [
      { name: 'Backbone', value: plasmid.backbone },
      {
        name: 'Insert',
        value: [plasmid.insertGene, plasmid.insertSpecies].filter(Boolean).join(', ') || 'None',
      },
      { name: 'Resistance in bacteria', value: plasmid.bacterialResistance.join(', ') },
      { name: 'Selection marker', value: plasmid.selectionMarker },
      {
        name: 'Growth',
        value: [plasmid.growthStrain, `${growthTemperatureC} °C`].filter(Boolean).join(', '),
      },
      { name: 'Copy number', value: plasmid.copyNumber },
      { name: 'Size', value: sizeBp != null && `${number(sizeBp)} base pairs` },
    ];
  }
  return [];
}
