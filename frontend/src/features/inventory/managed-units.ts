import { graphql } from '@/graphql/gql';
import type { UnitChoice } from '@/lib/units';
import { today, unitsWhere } from '@/lib/units';
import { useAnswer, type Answer } from '@/lib/use-answer';

const ManagedUnitsQuery = graphql(`
  query ManagedUnits {
    roles {
      role
      permissions
    }
    viewer {
      id
      memberships {
        id
        role
        sinceOn
        untilOn
        unit {
          id
          name
        }
        organisation {
          id
          name
          units {
            id
            name
          }
        }
      }
    }
  }
`);

/** Ask for the units whose listings the viewer manages. */
export function useManagedUnits(): Answer<UnitChoice[]> {
  const answer = useAnswer(ManagedUnitsQuery, {});
  const data =
    answer.data &&
    unitsWhere({
      permission: 'MANAGE_LISTINGS',
      memberships: answer.data.viewer?.memberships ?? [],
      roles: answer.data.roles,
      on: today(),
    });
  return { ...answer, data };
}
