import { ActionIcon, Button, FileButton, Group, Stack, Text, TextInput } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconClock,
  IconPencil,
  IconPhoto,
} from '@tabler/icons-react';

import { confirmed } from '@/components/confirm';
import { Photo } from '@/components/photo';
import { ProblemAlert } from '@/components/problem-alert';
import { StatusBadge } from '@/components/status-badge';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { PhotoState } from '@/graphql/graphql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

import classes from './files.module.css';

export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp,image/tiff';

export const PhotoEntryFields = graphql(`
  fragment PhotoEntryFields on ManagedPhoto {
    filename
    state
    refusal
    photo {
      id
      altText
      images {
        width
      }
      ...PhotoFields
    }
  }
`);

const PhotoDescribe = graphql(`
  mutation PhotoDescribe($input: PhotoDescribeInput!) {
    photoDescribe(input: $input) {
      photo {
        id
        altText
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

const PhotoRemove = graphql(`
  mutation PhotoRemove($input: PhotoRemoveInput!) {
    photoRemove(input: $input) {
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

interface PhotoEntryProps {
  managed: FragmentType<typeof PhotoEntryFields>;
  place: number;
  /** How many photos there are. */
  total: number;
  onMove: (by: -1 | 1) => void;
  onReplace: (file: File) => void;
}

/** One photo: what became of it, what it shows, and where it stands. */
export function PhotoEntry({ managed, place, total, onMove, onReplace }: PhotoEntryProps) {
  const { photo, filename, state, refusal } = readFragment(PhotoEntryFields, managed);
  const { run: describe } = useCommand(PhotoDescribe, (data) => data.photoDescribe);
  const { run: remove, isRunning } = useCommand(PhotoRemove, (data) => data.photoRemove);
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { altText: photo.altText },
    validate: { altText: (value) => (value.trim() === '' ? 'Say what the photo shows.' : null) },
  });
  const name = `photo ${place} of ${total}`;

  const ask = async () => {
    const outcome = await confirmed(
      {
        title: `Remove ${name}`,
        text: 'The photo and its description are deleted at once. This cannot be undone.',
        confirmLabel: 'Remove the photo',
        isDanger: true,
      },
      () => remove({ photo: photo.id }),
    );
    if (outcome.ok) toast('The photo was removed.');
  };

  return (
    <li className={classes.entry}>
      <div className={classes.frame}>
        {photo.images.length > 0 ? (
          <Photo photo={photo} sizes="160px" className={classes.image} />
        ) : (
          <IconPhoto size={32} stroke={1.5} aria-hidden />
        )}
      </div>
      <Stack gap="sm" miw={0}>
        <Group gap="sm">
          <Standing state={state} isDescribed={photo.altText !== ''} isFirst={place === 1} />
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {filename}
          </Text>
        </Group>
        {refusal !== '' && (
          <Text size="sm">
            {filename} was refused. {refusal}
          </Text>
        )}
        <form
          ref={element}
          noValidate
          onSubmit={submit(
            ({ altText }) => describe({ photo: photo.id, altText }),
            () => {
              form.resetDirty();
              toast('The description was saved.');
            },
          )}
        >
          <Stack gap="sm">
            <ProblemAlert problems={problems} />
            <TextInput
              label={`What ${name} shows`}
              description="For who cannot see it. A photo is shown once it is described."
              required
              maxLength={300}
              {...form.getInputProps('altText')}
            />
            <Group gap="xs">
              <Button type="submit" variant="default" size="compact-sm" loading={isBusy}>
                Save description
              </Button>
              <FileButton
                accept={PHOTO_TYPES}
                onChange={(file) => {
                  if (file) onReplace(file);
                }}
              >
                {(button) => (
                  <Button
                    {...button}
                    variant="default"
                    size="compact-sm"
                    disabled={state === 'WAITING'}
                    aria-label={`Replace ${name}`}
                  >
                    Replace
                  </Button>
                )}
              </FileButton>
              <Button
                variant="default"
                size="compact-sm"
                loading={isRunning}
                aria-label={`Remove ${name}`}
                onClick={() => void ask()}
              >
                Remove…
              </Button>
              <ActionIcon
                variant="default"
                aria-label={`Move ${name} up`}
                disabled={place === 1}
                onClick={() => {
                  onMove(-1);
                }}
              >
                <IconArrowUp size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="default"
                aria-label={`Move ${name} down`}
                disabled={place === total}
                onClick={() => {
                  onMove(1);
                }}
              >
                <IconArrowDown size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </Stack>
        </form>
      </Stack>
    </li>
  );
}

interface StandingProps {
  state: PhotoState;
  isDescribed: boolean;
  isFirst: boolean;
}

function Standing({ state, isDescribed, isFirst }: StandingProps) {
  if (state === 'WAITING') return <StatusBadge tone="info" icon={IconClock} label="Being looked at" />;
  if (state === 'REFUSED') return <StatusBadge tone="negative" icon={IconAlertTriangle} label="Refused" />;
  if (!isDescribed) return <StatusBadge tone="attention" icon={IconPencil} label="Needs a description" />;
  return <StatusBadge tone="positive" icon={IconCheck} label={isFirst ? 'Shown first' : 'Shown'} />;
}
