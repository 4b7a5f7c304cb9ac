import { useMutation, type TypedDocumentNode } from 'urql';

import { outcomeOf, type Outcome, type Payload } from '@/lib/outcome';

export interface Command<Input, P> {
  run: (input: Input) => Promise<Outcome<P>>;
  isRunning: boolean;
}

/** Return one of the API's mutations as a function from its input to its outcome. */
export function useCommand<Data, Input, P extends Payload>(
  document: TypedDocumentNode<Data, { input: Input }>,
  payloadOf: (data: Data) => P,
): Command<Input, P> {
  const [{ fetching }, execute] = useMutation(document);
  return {
    isRunning: fetching,
    run: async (input) => {
      const { data, error } = await execute({ input });
      return outcomeOf(data ? payloadOf(data) : null, error);
    },
  };
}
