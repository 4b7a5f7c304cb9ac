import { createContext, use, type ReactNode } from 'react';

import { readFragment } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { Permission, ViewerFieldsFragment } from '@/graphql/graphql';
import * as format from '@/lib/format';
import { useAnswer, type Answer } from '@/lib/use-answer';

const ViewerFields = graphql(`
  fragment ViewerFields on Person {
    id
    email
    fullName
    orcid
    timeZone
    permissions
    memberships {
      id
      role
      roleTitle
      roleSentence
      organisation {
        id
        name
        countryCode
      }
      unit {
        id
        name
        kind
      }
    }
  }
`);

const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      ...ViewerFields
    }
  }
`);

export type Viewer = ViewerFieldsFragment;

const ViewerContext = createContext<Viewer | null>(null);

/** Whether the server has said with the page that nobody is signed in; signing in loads the page anew. */
function isNobody(): boolean {
  return document.querySelector<HTMLMetaElement>('meta[name="viewer"]')?.content === 'nobody';
}

/** Ask who is signed in; the answer's data is null for nobody. */
export function useViewerAnswer(): Answer<Viewer | null> {
  const isPaused = isNobody();
  const answer = useAnswer(ViewerQuery, {}, { typenames: ['Person', 'Membership'], isPaused });
  if (isPaused) return { ...answer, data: null };
  return { ...answer, data: answer.data && readFragment(ViewerFields, answer.data.viewer ?? null) };
}

export function ViewerProvider({ viewer, children }: { viewer: Viewer | null; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Return who is signed in, or null. */
export function useViewer(): Viewer | null {
  return use(ViewerContext);
}

/** Return who is signed in, on pages that only signed-in people reach. */
export function useSignedInViewer(): Viewer {
  const viewer = useViewer();
  if (!viewer) throw new Error('This page needs somebody signed in.');
  return viewer;
}

/** Say whether the viewer may do a thing somewhere; the server decides on the very place. */
export function useMay(permission: Permission): boolean {
  return useViewer()?.permissions.includes(permission) ?? false;
}

export interface Dates {
  timeZone: string;
  moment: (iso: string) => string;
  day: (isoDay: string) => string;
  dayOf: (iso: string) => string;
}

/** Return formats of dates in the viewer's time zone. */
export function useDates(): Dates {
  const timeZone = useViewer()?.timeZone ?? format.machineTimeZone();
  return {
    timeZone,
    moment: (iso) => format.moment(iso, timeZone),
    day: format.day,
    dayOf: (iso) => format.dayOf(iso, timeZone),
  };
}
