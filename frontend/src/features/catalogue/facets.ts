import type { FacetName } from '@/features/catalogue/search';
import type { ListingKind } from '@/graphql/graphql';

/** A facet that the panel shows; verdicts stand by the project instead. */
export type ShownFacet = FacetName | 'kind';

interface Facet {
  legend: string;
  /** Turn a value into words, where the server's own label is not for people. */
  words?: (value: string) => string;
}

const capital = (value: string) => value.charAt(0).toUpperCase() + value.slice(1);

export const FACETS: Record<ShownFacet, Facet> = {
  kind: { legend: 'Kind' },
  diagnosis: { legend: 'Disease' },
  availability: { legend: 'Availability', words: () => 'Can be asked for today' },
  site: { legend: 'Place in the body' },
  material: { legend: 'Material' },
  preservation: { legend: 'Preservation' },
  temperature: { legend: 'Kept at' },
  sex: { legend: 'Sex of the donor', words: capital },
  age: {
    legend: 'Age of the donor',
    words: (value) =>
      value.endsWith('+') ? `${value.slice(0, -1)} years or more` : `${value.replace('-', '–')} years`,
  },
  species: { legend: 'Species' },
  biosafety: { legend: 'Biosafety', words: (value) => `Level ${value}` },
  origin: {
    legend: 'Origin',
    words: (value) =>
      ({ not_human: 'Not human', human_anonymous: 'Human, anonymous', human_coded: 'Human, coded' })[value] ??
      value,
  },
  country: { legend: 'Country of the provider' },
  region: { legend: 'Part of the world' },
  provider: { legend: 'Provider' },
  consortium: { legend: 'Consortium of the provider' },
  sector: { legend: 'Sector of the provider', words: capital },
  condition: { legend: 'Terms of use', words: capital },
  training: { legend: 'Training', words: (value) => `Training ${value}` },
};

interface Group {
  key: string;
  title: string;
  facets: readonly ShownFacet[];
  /** Kinds of which the facets say something; all if not given. */
  kinds?: readonly ListingKind[];
}

const LIVING = ['CELL_LINE', 'PLASMID', 'ANTIBODY', 'ORGANISM'] as const;

export const GROUPS: readonly Group[] = [
  { key: 'what', title: 'What', facets: ['kind', 'diagnosis', 'availability'] },
  {
    key: 'samples',
    title: 'Samples and donors',
    facets: ['material', 'site', 'preservation', 'temperature', 'sex', 'age'],
    kinds: ['SAMPLE_COLLECTION', 'CELL_LINE'],
  },
  {
    key: 'lines',
    title: 'Cell lines and organisms',
    facets: ['species', 'biosafety', 'origin'],
    kinds: ['SAMPLE_COLLECTION', 'COMPOUND', ...LIVING],
  },
  { key: 'who', title: 'Where and who', facets: ['country', 'region', 'provider', 'consortium', 'sector'] },
  { key: 'terms', title: 'Terms and access', facets: ['condition', 'training'] },
];

/** Return a value in the words that people read. */
export function valueLabel(facet: ShownFacet, value: string, label: string): string {
  return FACETS[facet].words?.(facet === 'condition' ? label : value) ?? label;
}

/** Return the groups that can narrow the kinds chosen, and those in which something is chosen. */
export function groupsFor(kinds: readonly ListingKind[], chosen: ReadonlySet<ShownFacet>): readonly Group[] {
  return GROUPS.filter(
    (group) =>
      kinds.length === 0 ||
      group.kinds === undefined ||
      group.kinds.some((kind) => kinds.includes(kind)) ||
      group.facets.some((facet) => chosen.has(facet)),
  );
}

/** Values shown before more are asked for. */
const FIRST = 6;

interface Value {
  value: string;
  label: string;
  count: number;
}

/** Return the first values and those chosen; all of them when more are asked for. */
export function shownValues<V extends Value>(
  values: readonly V[],
  chosen: readonly string[],
  isWhole: boolean,
): V[] {
  return values.filter(({ value }, place) => isWhole || place < FIRST || chosen.includes(value));
}
