import { describe, expect, it } from 'vitest';

import { unitsWhere } from '@/lib/units';

const organisation = {
  name: 'Graz',
  units: [
    { id: 'u2', name: 'Lab' },
    { id: 'u1', name: 'Biobank' },
  ],
};
const roles = [
  { role: 'RESOURCE_MANAGER', permissions: ['IMPORT_LISTINGS'] },
  { role: 'RESEARCHER', permissions: ['REQUEST_ACCESS'] },
] as const;
const manager = {
  role: 'RESOURCE_MANAGER',
  sinceOn: '2026-01-01',
  untilOn: null,
  unit: null,
  organisation,
} as const;
const question = { permission: 'IMPORT_LISTINGS', roles, on: '2026-11-20' } as const;

describe('unitsWhere', () => {
  it('takes all units of the organisation for a role in the whole of it, by name', () => {
    expect(unitsWhere({ ...question, memberships: [manager] })).toEqual([
      { id: 'u1', name: 'Biobank, Graz' },
      { id: 'u2', name: 'Lab, Graz' },
    ]);
  });

  it('takes the one unit that a role is held in, once', () => {
    const ofUnit = { ...manager, unit: { id: 'u1', name: 'Biobank' } };
    expect(unitsWhere({ ...question, memberships: [ofUnit, ofUnit] })).toEqual([
      { id: 'u1', name: 'Biobank, Graz' },
    ]);
  });

  it.each([
    ['another role', { ...manager, role: 'RESEARCHER' as const }],
    ['a role that ended yesterday', { ...manager, untilOn: '2026-11-19' }],
    ['a role that begins tomorrow', { ...manager, sinceOn: '2026-11-21' }],
  ])('takes none for %s', (_name, membership) => {
    expect(unitsWhere({ ...question, memberships: [membership] })).toEqual([]);
  });

  it('takes those of a role that ends today', () => {
    expect(unitsWhere({ ...question, memberships: [{ ...manager, untilOn: '2026-11-20' }] })).toHaveLength(2);
  });
});
