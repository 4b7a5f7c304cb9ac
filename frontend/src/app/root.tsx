import { Center, Container, Loader, VisuallyHidden } from '@mantine/core';

import { Guard } from '@/app/guard';
import { Shell } from '@/app/shell/shell';
import { AnswerFailure } from '@/components/failure';
import { useViewerAnswer, ViewerProvider } from '@/lib/viewer';

/** Find out who is signed in, then show the shell around the page. */
export function Root() {
  const answer = useViewerAnswer();
  if (answer.error) {
    return (
      <Container component="main" size="sm" py="xl">
        <AnswerFailure error={answer.error} onRetry={answer.retry} />
      </Container>
    );
  }
  if (answer.data === undefined) {
    return (
      <Center component="main" mih="100dvh">
        <VisuallyHidden>Loading Reagora</VisuallyHidden>
        <Loader aria-hidden />
      </Center>
    );
  }
  return (
    <ViewerProvider viewer={answer.data}>
      <Shell>
        <Guard />
      </Shell>
    </ViewerProvider>
  );
}
