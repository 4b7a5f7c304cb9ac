import type { Permission, Role } from '@/graphql/graphql';

export interface UnitChoice {
  id: string;
  name: string;
}

interface Membership {
  role: Role;
  sinceOn: string;
  untilOn: string | null;
  unit: UnitChoice | null;
  organisation: { name: string; units: readonly UnitChoice[] };
}

interface RoleRights {
  role: Role;
  permissions: readonly Permission[];
}

interface UnitsQuestion {
  permission: Permission;
  memberships: readonly Membership[];
  roles: readonly RoleRights[];
  /** A day, such as 2026-11-20. */
  on: string;
}

/** Return the units where roles in force on a day give a permission: single units, or all of an organisation. */
export function unitsWhere({ permission, memberships, roles, on }: UnitsQuestion): UnitChoice[] {
  const found = new Map<string, UnitChoice>();
  for (const { role, sinceOn, untilOn, unit, organisation } of memberships) {
    const isInForce = sinceOn <= on && (untilOn === null || on <= untilOn);
    const permits = roles.some((each) => each.role === role && each.permissions.includes(permission));
    if (!isInForce || !permits) continue;
    for (const { id, name } of unit ? [unit] : organisation.units) {
      found.set(id, { id, name: `${name}, ${organisation.name}` });
    }
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** Return the present day as the server counts it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
