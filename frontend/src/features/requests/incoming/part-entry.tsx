import { Entry } from '@/components/entry-list';
import { TextLink } from '@/components/links';
import { DayOf } from '@/components/moment';
import { StageBadge } from '@/components/states/stage';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';

import { decisionsSentence } from './standing';

const PartEntryFields = graphql(`
  fragment PartEntryFields on RequestPart {
    id
    stage
    unit {
      id
      name
    }
    lines {
      id
      state
    }
    request {
      id
      number
      submittedAt
      project {
        id
        title
      }
      requester {
        id
        fullName
      }
      organisation {
        id
        name
      }
    }
  }
`);

/** An incoming request: who asks whom for what, and what is to be decided. */
export function PartEntry({ part }: { part: FragmentType<typeof PartEntryFields> }) {
  const { id, stage, unit, lines, request } = readFragment(PartEntryFields, part);
  const undecided = decisionsSentence(lines);
  return (
    <Entry
      link={
        <TextLink to="/inbox/$partId" params={{ partId: id }}>
          {request.number} · {request.project.title}
        </TextLink>
      }
      badge={<StageBadge stage={stage} />}
      aside={
        request.submittedAt && (
          <>
            Asked on <DayOf iso={request.submittedAt} />
          </>
        )
      }
    >
      <div>
        {request.requester.fullName}, {request.organisation.name}
      </div>
      <div>
        {count(lines.length, 'line')} from {unit.name}
        {undecided && `; ${undecided}`}
      </div>
    </Entry>
  );
}
