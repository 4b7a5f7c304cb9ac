import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconBasketPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { ButtonLink } from '@/components/links';
import { pieceOf } from '@/components/listing-kind';
import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import type { ListingKind } from '@/graphql/graphql';
import { count } from '@/lib/format';
import type { Problem } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

const RequestAddLine = graphql(`
  mutation RequestAddLine($input: RequestAddLineInput!) {
    requestAddLine(input: $input) {
      request {
        id
      }
      line {
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

const useRequestAddLine = () => useCommand(RequestAddLine, (data) => data.requestAddLine);

interface AddToBasketProps {
  listing: string;
  kind: ListingKind;
  project: string | undefined;
  /** Codes of the chosen lots by their ids; none chosen leaves the choice to the provider. */
  chosen: ReadonlyMap<string, string>;
  onDone: () => void;
}

/** Put so many, or the very lots chosen, into the project's basket. */
export function AddToBasket({ listing, kind, project, chosen, onDone }: AddToBasketProps) {
  const { run } = useRequestAddLine();
  const [isInBasket, setIsInBasket] = useState(false);
  const { form, problems, isBusy, element, submit } = useCommandForm<{ quantity: number | string }>({
    initialValues: { quantity: 1 },
    validate: {
      quantity: (value) =>
        chosen.size > 0 || (typeof value === 'number' && value >= 1) ? null : 'Enter a whole number from 1.',
    },
  });
  const one = pieceOf(kind);

  const add = async ({ quantity }: { quantity: number | string }) => {
    if (project === undefined) return { ok: false as const, problems: [NO_PROJECT] };
    const lots = [...chosen.keys()];
    const wanted = lots.length > 0 ? { quantity: lots.length, lots } : { quantity: Number(quantity) };
    return run({ project, listing, ...wanted });
  };

  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(add, () => {
        toast('It is in your basket.');
        setIsInBasket(true);
        onDone();
      })}
    >
      <Stack gap="sm">
        <ProblemAlert problems={problems} title="Not added to the basket" />
        <Group align="flex-start">
          {chosen.size > 0 ? (
            <Text size="sm" maw={480} mt={8}>
              {count(chosen.size, one)} chosen: {[...chosen.values()].join(', ')}
            </Text>
          ) : (
            <NumberInput
              label="How many"
              description={`Or choose single ${one}s in the table.`}
              min={1}
              max={10_000}
              allowDecimal={false}
              allowNegative={false}
              w={240}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...form.getInputProps('quantity')}
            />
          )}
          <Group mt={chosen.size > 0 ? 0 : 25}>
            <Button type="submit" loading={isBusy} leftSection={<IconBasketPlus size={18} aria-hidden />}>
              Add to basket
            </Button>
            {isInBasket && (
              <ButtonLink variant="default" to="/basket" search={{ project }}>
                Open the basket
              </ButtonLink>
            )}
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

const NO_PROJECT: Problem = {
  code: 'NO_PROJECT',
  message: 'Choose first the project that you need it for, under “May I use it?”.',
  field: null,
  params: {},
};
