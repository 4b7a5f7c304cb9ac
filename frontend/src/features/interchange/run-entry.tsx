import { Entry } from '@/components/entry-list';
import { TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

import { countsSentence, progressSentence } from './counts';
import { ImportStateBadge, isUnfinished } from './import-state';

const RunEntryFields = graphql(`
  fragment RunEntryFields on ImportRun {
    id
    filename
    state
    isPreview
    unit {
      id
      name
    }
    rowsTotal
    rowsChecked
    rowsCreated
    rowsUpdated
    rowsUnchanged
    rowsRejected
    failure
    createdAt
  }
`);

interface RunEntryProps {
  run: FragmentType<typeof RunEntryFields>;
  formatTitle: string;
}

/** An import in the list: what file, into which unit, what came of it. */
export function RunEntry({ run, formatTitle }: RunEntryProps) {
  const found = readFragment(RunEntryFields, run);
  const { id, filename, state, unit, rowsTotal, rowsChecked, failure, createdAt } = found;
  return (
    <Entry
      link={
        <TextLink to="/imports/$runId" params={{ runId: id }}>
          {filename}
        </TextLink>
      }
      badge={<ImportStateBadge state={state} />}
      aside={<Moment iso={createdAt} />}
    >
      <div>
        {found.isPreview && 'Preview of '}
        {formatTitle}, into {unit.name}
      </div>
      <div>
        {state === 'DONE' && countsSentence(found)}
        {state === 'FAILED' && failure}
        {isUnfinished(state) && progressSentence(rowsChecked, rowsTotal)}
      </div>
    </Entry>
  );
}
