import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';

import { Photo } from '@/components/photo';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

import classes from './listing-photos.module.css';

const ListingPhotosFields = graphql(`
  fragment ListingPhotosFields on Listing {
    id
    photos {
      id
      altText
      ...PhotoFields
    }
  }
`);

const ListingThumbnailFields = graphql(`
  fragment ListingThumbnailFields on Listing {
    id
    photo {
      id
      ...PhotoFields
    }
  }
`);

/** The photos of a listing: one large, and the others to choose from. */
export function ListingPhotos({ listing }: { listing: FragmentType<typeof ListingPhotosFields> }) {
  const { photos } = readFragment(ListingPhotosFields, listing);
  const [chosen, setChosen] = useState('');
  const shown = photos.find(({ id }) => id === chosen) ?? photos[0];
  if (!shown) return null;
  return (
    <figure className={classes.photos} aria-label="Photos">
      <Photo
        photo={shown}
        sizes="(max-width: 75em) calc(100vw - 4rem), 760px"
        isFirst
        className={classes.large}
      />
      {photos.length > 1 && (
        <div className={classes.choice} role="group" aria-label="Choose a photo">
          {photos.map((photo) => (
            <UnstyledButton
              key={photo.id}
              className={classes.button}
              aria-pressed={photo.id === shown.id}
              onClick={() => {
                setChosen(photo.id);
              }}
            >
              <Photo photo={photo} sizes="88px" className={classes.small} />
            </UnstyledButton>
          ))}
        </div>
      )}
    </figure>
  );
}

/** The first photo of a listing among others; nothing for one without. */
export function ListingThumbnail({ listing }: { listing: FragmentType<typeof ListingThumbnailFields> }) {
  const { photo } = readFragment(ListingThumbnailFields, listing);
  if (!photo) return null;
  return (
    <div className={classes.thumbnail}>
      <Photo photo={photo} sizes="112px" className={classes.small} />
    </div>
  );
}
