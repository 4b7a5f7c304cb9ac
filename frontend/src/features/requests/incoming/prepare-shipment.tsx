import { Button, Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';

import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { graphql } from '@/graphql/gql';
import type { Outcome } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

import { bandLabel, bandProblems, BANDS, COLDEST_C, WARMEST_C } from './bands';

const ShipmentPrepare = graphql(`
  mutation ShipmentPrepare($input: ShipmentPrepareInput!) {
    shipmentPrepare(input: $input) {
      shipment {
        id
        part {
          id
        }
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

export interface PackableLine {
  id: string;
  listing: { title: string };
  gate: { isGreen: boolean };
}

interface PrepareShipmentProps {
  part: string;
  lines: readonly PackableLine[];
}

interface Values extends Record<string, unknown> {
  lines: string[];
  temperatureMinC: number | string;
  temperatureMaxC: number | string;
}

/** Pack approved lines into a shipment, with the band of temperatures that it keeps to. */
export function PrepareShipment({ part, lines }: PrepareShipmentProps) {
  const navigate = useNavigate();
  const { run } = useCommand(ShipmentPrepare, (data) => data.shipmentPrepare);
  const { form, problems, isBusy, element, submit } = useCommandForm<Values>({
    initialValues: { lines: lines.map(({ id }) => id), temperatureMinC: '', temperatureMaxC: '' },
    validate: ({ lines: chosen, temperatureMinC, temperatureMaxC }) => {
      const band = bandProblems(temperatureMinC, temperatureMaxC);
      return {
        lines: chosen.length === 0 ? 'Choose at least one line.' : null,
        temperatureMinC: band.minC,
        temperatureMaxC: band.maxC,
      };
    },
  });
  const prepare = async (values: Values): Promise<Outcome<string>> => {
    const outcome = await run({
      part,
      lines: values.lines,
      temperatureMinC: Number(values.temperatureMinC),
      temperatureMaxC: Number(values.temperatureMaxC),
    });
    return outcome.ok ? { ok: true, value: outcome.value.shipment?.id ?? '' } : outcome;
  };
  const { temperatureMinC, temperatureMaxC } = form.values;
  const band = BANDS.find(({ minC, maxC }) => minC === temperatureMinC && maxC === temperatureMaxC);

  return (
    <Section
      title="Prepare a shipment"
      lead="It may be packed before everything is in order, and leaves only then."
    >
      <form
        ref={element}
        noValidate
        onSubmit={submit(prepare, (shipmentId) => {
          toast('The shipment is prepared.');
          void navigate({ to: '/shipments/$shipmentId', params: { shipmentId } });
        })}
      >
        <Stack>
          <ProblemAlert problems={problems} title="Not prepared" />
          <Checkbox.Group label="What goes into it" required {...form.getInputProps('lines')}>
            <Stack gap="sm" mt="xs">
              {lines.map(({ id, listing, gate }) => (
                <Checkbox
                  key={id}
                  value={id}
                  label={listing.title}
                  description={gate.isGreen ? 'Everything is in order.' : 'Not everything is in order yet.'}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <NativeSelect
              label="Travels in"
              value={band?.key ?? ''}
              onChange={({ currentTarget: { value } }) => {
                const chosen = BANDS.find(({ key }) => key === value);
                form.setFieldValue('temperatureMinC', chosen?.minC ?? '');
                form.setFieldValue('temperatureMaxC', chosen?.maxC ?? '');
              }}
            >
              <option value="">A band of your own</option>
              {BANDS.map((each) => (
                <option key={each.key} value={each.key}>
                  {bandLabel(each)}
                </option>
              ))}
            </NativeSelect>
            <NumberInput
              label="Coldest, °C"
              required
              min={COLDEST_C}
              max={WARMEST_C}
              clampBehavior="none"
              decimalScale={1}
              {...form.getInputProps('temperatureMinC')}
            />
            <NumberInput
              label="Warmest, °C"
              required
              min={COLDEST_C}
              max={WARMEST_C}
              clampBehavior="none"
              decimalScale={1}
              {...form.getInputProps('temperatureMaxC')}
            />
          </SimpleGrid>
          <Group>
            <Button type="submit" loading={isBusy}>
              Prepare the shipment
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
