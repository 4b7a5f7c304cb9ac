import { useEffect, useMemo } from 'react';
import { useQuery, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql';

export interface Answer<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  /** Nothing to show yet. */
  isLoading: boolean;
  /** Another question was asked, and the last one's answer is shown meanwhile. */
  isChanging: boolean;
  retry: () => void;
}

interface Options {
  isPaused?: boolean;
  /** Types whose changes concern this question though its present answer holds none of them, such as an empty list. */
  typenames?: string[];
  /** Ask again after so many milliseconds, for as long as the page is visible; undefined is never. */
  everyMs?: number | undefined;
}

/** Ask the API one question and keep its answer fresh. */
export function useAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { isPaused = false, typenames, everyMs }: Options = {},
): Answer<Data> {
  const named = typenames?.join(' ') ?? '';
  const context = useMemo(() => (named ? { additionalTypenames: named.split(' ') } : {}), [named]);
  // urql's type tells questions without variables apart by a condition that a generic cannot resolve.
  const options = { query, variables, pause: isPaused, context } as Parameters<
    typeof useQuery<Data, Variables>
  >[0];
  const [{ data, error, fetching }, ask] = useQuery<Data, Variables>(options);

  useEffect(() => {
    if (everyMs === undefined || isPaused) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) ask({ requestPolicy: 'network-only' });
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [ask, everyMs, isPaused]);

  return {
    data,
    error: data === undefined ? error : undefined,
    isLoading: fetching && data === undefined,
    isChanging: fetching && data !== undefined,
    retry: () => {
      ask({ requestPolicy: 'network-only' });
    },
  };
}
