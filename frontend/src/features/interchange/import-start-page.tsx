import { IconBuildingWarehouse } from '@tabler/icons-react';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { BackLink } from '@/components/links';
import { Page } from '@/components/page';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';
import { useUnitsWhere } from '@/lib/use-units';

import { ImportForm } from './import-form';

const ImportFormatsQuery = graphql(`
  query ImportFormats {
    importFormats {
      key
      ...ImportFormatFields
    }
  }
`);

/** Choose a format and a file, and start an import. */
export function ImportStartPage() {
  const formats = useAnswer(ImportFormatsQuery, {});
  const units = useUnitsWhere('IMPORT_LISTINGS');
  return (
    <Page
      title="Import a file"
      back={<BackLink to="/imports">Imports</BackLink>}
      lead="You see what importing would do before anything is stored. Rows that cannot be read are reported and left out; the same file twice changes nothing. Send no records of patients: such files are refused whole."
      width={880}
    >
      <AnswerView answer={units}>
        {(choices) =>
          choices.length === 0 ? (
            <Empty icon={IconBuildingWarehouse} title="There is no unit you import for">
              Importing needs the role Resource manager in a unit. Your organisation’s administrator grants
              it.
            </Empty>
          ) : (
            <AnswerView answer={formats}>
              {({ importFormats }) => <ImportForm formats={importFormats} units={choices} />}
            </AnswerView>
          )
        }
      </AnswerView>
    </Page>
  );
}
