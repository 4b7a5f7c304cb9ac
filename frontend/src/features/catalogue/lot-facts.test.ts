import { expect, it } from 'vitest';

import { contentsOf, donorOf, keptAs, passages } from '@/features/catalogue/lot-facts';

const NOTHING = {
  sex: '',
  age: null,
  ageUnit: '',
  collected: '',
  sprec: '',
  sprecVersion: '',
  storageTemperature: '',
  preservation: '',
  freezeThawCount: null,
  relation: null,
  parentCodes: [],
};
const EMPTY = {
  amount: null,
  amountUnit: '',
  concentration: null,
  concentrationUnit: '',
  cultureMedium: '',
  freezeMedium: '',
  frozenOn: null,
  expiresOn: null,
  place: null,
};

it.each([
  [null, null, ''],
  [7, null, 'P7'],
  [7, 7, 'P7'],
  [7, 9, 'P7 to P9'],
])('says passages %s to %s as %s', (passageNumber, passageMost, expected) => {
  expect(passages({ passageNumber, passageMost })).toBe(expected);
});

it('says of the donor what is known', () => {
  expect(donorOf({ ...NOTHING, sex: 'female', age: 63, ageUnit: 'years' })).toBe('Female, 63 years');
  expect(donorOf({ ...NOTHING, sex: 'unknown', collected: '2024-03' })).toBe('taken 2024-03');
  expect(donorOf(NOTHING)).toBe('');
});

it('says how a specimen is kept', () => {
  expect(keptAs(NOTHING)).toEqual([]);
  expect(
    keptAs({
      ...NOTHING,
      relation: 'pool',
      parentCodes: ['A', 'B'],
      sprec: 'SER-SST-A-B-N-B-A',
      sprecVersion: '2.0',
      freezeThawCount: 0,
    }),
  ).toEqual(['Pool of A, B', 'SPREC 2.0: SER-SST-A-B-N-B-A', 'Never thawed']);
});

it('says what one piece holds', () => {
  expect(contentsOf(EMPTY)).toEqual([]);
  expect(
    contentsOf({
      ...EMPTY,
      amount: 0.5,
      amountUnit: 'ml',
      concentration: 50,
      concentrationUnit: 'ng/µl',
      frozenOn: '2025-11-03',
      place: 'Box 3, B7',
    }),
  ).toEqual(['0.5 ml', '50 ng/µl', 'Frozen on 3 Nov 2025', 'Box 3, B7']);
});
