import { graphql } from '@/graphql/gql';
import type { Permission } from '@/graphql/graphql';
import { today, unitsWhere, type UnitChoice } from '@/lib/units';
import { useAnswer, type Answer } from '@/lib/use-answer';

const MemberUnitsQuery = graphql(`
  query MemberUnits {
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

/** Ask for the units in which the viewer has a permission today. */
export function useUnitsWhere(permission: Permission): Answer<UnitChoice[]> {
  const answer = useAnswer(MemberUnitsQuery, {});
  const data =
    answer.data &&
    unitsWhere({
      permission,
      memberships: answer.data.viewer?.memberships ?? [],
      roles: answer.data.roles,
      on: today(),
    });
  return { ...answer, data };
}
