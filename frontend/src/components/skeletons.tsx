import { Paper, Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** Stand in for a list that is being loaded. */
export function ListSkeleton({ rows = 4, height = 96 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="md" aria-busy="true">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Paper key={row} p="md">
          <Skeleton height={14} width="45%" mb="sm" />
          <Skeleton height={height - 60} />
        </Paper>
      ))}
    </Stack>
  );
}

/** Stand in for a whole page that is being loaded. */
export function PageSkeleton() {
  return (
    <Stack gap="xl" maw={1120} mx="auto" w="100%" aria-busy="true">
      <VisuallyHidden>Loading</VisuallyHidden>
      <div>
        <Skeleton height={14} width={120} mb="md" />
        <Skeleton height={30} width="min(28rem, 80%)" />
      </div>
      <Skeleton height={180} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </Stack>
  );
}
