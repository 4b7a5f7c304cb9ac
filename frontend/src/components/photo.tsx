import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

export const PhotoFields = graphql(`
  fragment PhotoFields on ListingPhoto {
    id
    altText
    images {
      path
      width
      height
    }
  }
`);

interface PhotoProps {
  photo: FragmentType<typeof PhotoFields>;
  /** How wide it is drawn, as the `sizes` of an image. */
  sizes: string;
  /** It is what the page begins with, so it does not wait until it is scrolled to. */
  isFirst?: boolean;
  className?: string | undefined;
}

/** A photo of a listing, in the size that the screen needs; nothing while there is no image of it. */
export function Photo({ photo, sizes, isFirst = false, className }: PhotoProps) {
  const { altText, images } = readFragment(PhotoFields, photo);
  const [smallest] = images;
  const largest = images.at(-1);
  if (!smallest || !largest) return null;
  return (
    <img
      className={className}
      src={smallest.path}
      srcSet={images.map(({ path, width }) => `${path} ${width}w`).join(', ')}
      sizes={sizes}
      width={largest.width}
      height={largest.height}
      alt={altText}
      decoding="async"
      {...(isFirst ? { fetchPriority: 'high' } : { loading: 'lazy' })}
    />
  );
}
