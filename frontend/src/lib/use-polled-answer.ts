import { useState } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';

import { useAnswer, type Answer } from '@/lib/use-answer';

const POLL_MS = 2000;

/** Ask the API one question, and ask again every other second for as long as its answer is about to change. */
export function usePolledAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  isUnsettled: (data: Data) => boolean,
): Answer<Data> {
  const [isPolling, setIsPolling] = useState(false);
  const answer = useAnswer(query, variables, { everyMs: isPolling ? POLL_MS : undefined });
  const isMoving = answer.data !== undefined && isUnsettled(answer.data);
  if (isMoving !== isPolling) setIsPolling(isMoving);
  return answer;
}
