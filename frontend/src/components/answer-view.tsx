import type { ReactNode } from 'react';

import { AnswerFailure } from '@/components/failure';
import { ListSkeleton } from '@/components/skeletons';
import type { Answer } from '@/lib/use-answer';

interface AnswerViewProps<Data> {
  answer: Answer<Data>;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Show an answer of the API, or that it is being waited for, or why there is none. */
export function AnswerView<Data>({ answer, skeleton = <ListSkeleton />, children }: AnswerViewProps<Data>) {
  if (answer.error) return <AnswerFailure error={answer.error} onRetry={answer.retry} />;
  if (answer.data === undefined) return skeleton;
  return children(answer.data);
}
