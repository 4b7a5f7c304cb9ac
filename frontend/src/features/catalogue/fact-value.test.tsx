import { expect, it } from 'vitest';

import { factValue } from '@/features/catalogue/fact-value';
import type { FieldType } from '@/graphql/graphql';

const said = (type: FieldType, values: string[], unit = '') => ({ name: 'any', type, values, unit });

it.each([
  [said('INTEGER', ['6590'], 'bp'), '6,590 bp'],
  [{ ...said('INTEGER', ['9606']), name: 'taxon_id' }, '9606'],
  [said('DECIMAL', ['37.5'], '°C'), '37.5 °C'],
  [said('DAY', ['2026-03-02']), '2 Mar 2026'],
  [said('FLAG', ['yes']), 'Yes'],
  [said('FLAG', ['no']), 'No'],
  [said('COUNTRY', ['NA']), 'Namibia'],
  [said('CHOICE', ['training place']), 'Training place'],
  [said('LIST', ['Linux', 'Mac']), 'Linux, Mac'],
  [said('DISEASES', ['NCIt:C4017 Ductal carcinoma', 'X:1']), 'Ductal carcinoma (NCIt:C4017); X:1'],
  [said('MARKERS', ['TH01: 6, 9', 'TPOX: 8']), 'TH01: 6, 9; TPOX: 8'],
  [said('COUNTS', ['genomic: 1200', 'health: 0']), 'genomic: 1,200; health: 0'],
  [said('TEXT', ['pcDNA3.1']), 'pcDNA3.1'],
])('reads %o', (fact, expected) => {
  expect(factValue(fact)).toBe(expected);
});

it.each(['javascript:alert(1)', 'ftp://archive.example'])('makes no link of %s', (address) => {
  expect(factValue(said('URL', [address]))).toMatchObject({ props: { href: address } });
});
