import { IconBuildingWarehouse } from '@tabler/icons-react';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { BackLink } from '@/components/links';
import { Page } from '@/components/page';
import { graphql } from '@/graphql/gql';
import { today, unitsWhere } from '@/lib/units';
import { useAnswer } from '@/lib/use-answer';

import { ImportForm } from './import-form';

const ImportChoicesQuery = graphql(`
  query ImportChoices {
    importFormats {
      key
      ...ImportFormatFields
    }
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

/** Choose a format and a file, and start an import. */
export function ImportStartPage() {
  const answer = useAnswer(ImportChoicesQuery, {});
  return (
    <Page
      title="Import a file"
      back={<BackLink to="/imports">Imports</BackLink>}
      lead="You see what importing would do before anything is stored. Rows that cannot be read are reported and left out; the same file twice changes nothing. Send no records of patients: such files are refused whole."
      width={880}
    >
      <AnswerView answer={answer}>
        {({ importFormats, roles, viewer }) => {
          const units = unitsWhere({
            permission: 'IMPORT_LISTINGS',
            memberships: viewer?.memberships ?? [],
            roles,
            on: today(),
          });
          return units.length === 0 ? (
            <Empty icon={IconBuildingWarehouse} title="There is no unit you import for">
              Importing needs the role Resource manager in a unit. Your organisation’s administrator grants
              it.
            </Empty>
          ) : (
            <ImportForm formats={importFormats} units={units} />
          );
        }}
      </AnswerView>
    </Page>
  );
}
