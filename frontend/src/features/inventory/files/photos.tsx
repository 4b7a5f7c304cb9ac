import { Stack, Title } from '@mantine/core';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { announce } from '@/lib/announcements';
import type { Problem } from '@/lib/outcome';
import { useCommand } from '@/lib/use-command';

import { FileDrop } from './file-drop';
import classes from './files.module.css';
import { moved } from './moved';
import { PHOTO_TYPES, PhotoEntry } from './photo-entry';
import { useUploads } from './use-uploads';

const PhotosFields = graphql(`
  fragment PhotosFields on Listing {
    id
    managedPhotos {
      photo {
        id
      }
      ...PhotoEntryFields
    }
  }
`);

const PhotosArrange = graphql(`
  mutation PhotosArrange($input: PhotosArrangeInput!) {
    photosArrange(input: $input) {
      listing {
        id
      }
      errors {
        code
        message
        field
        params
      }
    }
  }
`);

const ADDRESS = '/uploads/photos';

interface PhotosProps {
  listing: FragmentType<typeof PhotosFields>;
  onStored: () => void;
}

/** The photos of a listing in their order, and the way to add more. */
export function Photos({ listing, onStored }: PhotosProps) {
  const { id, managedPhotos: photos } = readFragment(PhotosFields, listing);
  const { sendings, send } = useUploads(onStored);
  const { run } = useCommand(PhotosArrange, (data) => data.photosArrange);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const ids = photos.map(({ photo }) => photo.id);

  const move = async (place: number, by: -1 | 1) => {
    const outcome = await run({ listing: id, photos: moved(ids, place, by) });
    setProblems(outcome.ok ? [] : outcome.problems);
    if (outcome.ok) announce(`Photo ${place + 1} is photo ${place + 1 + by} now.`);
  };

  return (
    <Stack gap="md">
      <Title order={3}>Photos</Title>
      <ProblemAlert problems={problems} />
      {photos.length > 0 && (
        <ul className={classes.entries}>
          {photos.map((managed, place) => (
            <PhotoEntry
              key={managed.photo.id}
              managed={managed}
              place={place + 1}
              total={photos.length}
              onMove={(by) => void move(place, by)}
              onReplace={(file) =>
                void send([file], `${ADDRESS}?replaces=${encodeURIComponent(managed.photo.id)}`)
              }
            />
          ))}
        </ul>
      )}
      <FileDrop
        label="Add photos"
        hint="JPEG, PNG, WebP or TIFF, at most 20 MB each and 12 altogether; the first one is shown on cards."
        accept={PHOTO_TYPES}
        onFiles={(files) => void send(files, `${ADDRESS}?listing=${encodeURIComponent(id)}`)}
        sendings={sendings}
      />
    </Stack>
  );
}
