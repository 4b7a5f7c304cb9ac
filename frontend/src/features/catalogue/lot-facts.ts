import type { LotFieldsFragment } from '@/graphql/graphql';
import { day, number } from '@/lib/format';

type Specimen = Pick<
  NonNullable<LotFieldsFragment['specimen']>,
  | 'sex'
  | 'age'
  | 'ageUnit'
  | 'collected'
  | 'sprec'
  | 'sprecVersion'
  | 'storageTemperature'
  | 'preservation'
  | 'freezeThawCount'
  | 'relation'
  | 'parentCodes'
>;
type Contents = Pick<
  LotFieldsFragment,
  | 'amount'
  | 'amountUnit'
  | 'concentration'
  | 'concentrationUnit'
  | 'cultureMedium'
  | 'freezeMedium'
  | 'frozenOn'
  | 'expiresOn'
  | 'place'
>;

const isSaid = (line: string | false | null | undefined): line is string => Boolean(line);

/** Say the passage numbers: P7, or P7 to P9. */
export function passages({
  passageNumber,
  passageMost,
}: Pick<LotFieldsFragment, 'passageNumber' | 'passageMost'>): string {
  if (passageNumber == null) return '';
  return passageMost == null || passageMost === passageNumber
    ? `P${passageNumber}`
    : `P${passageNumber} to P${passageMost}`;
}

/** Say what there is to say of the donor: Female, 63 years. */
export function donorOf({ sex, age, ageUnit, collected }: Specimen): string {
  const words = sex === 'unknown' ? '' : sex.replaceAll('_', ' ');
  return [
    words.charAt(0).toUpperCase() + words.slice(1),
    age != null && `${number(age)} ${ageUnit.replaceAll('_', ' ')}`,
    collected !== '' && `taken ${collected}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Say how a specimen was made and is kept, a line each. */
export function keptAs(specimen: Specimen): string[] {
  const { relation, parentCodes, preservation, storageTemperature, sprec, sprecVersion, freezeThawCount } =
    specimen;
  return [
    relation != null &&
      `${relation.charAt(0).toUpperCase()}${relation.slice(1)} of ${parentCodes.join(', ')}`,
    preservation,
    storageTemperature,
    sprec !== '' && `SPREC ${sprecVersion}: ${sprec}`,
    freezeThawCount != null && (freezeThawCount === 0 ? 'Never thawed' : `Thawed ${freezeThawCount} times`),
  ].filter(isSaid);
}

/** Say what one piece holds, how it was frozen and where it stands, a line each. */
export function contentsOf(lot: Contents): string[] {
  return [
    lot.amount != null && `${number(lot.amount)} ${lot.amountUnit}`,
    lot.concentration != null && `${number(lot.concentration)} ${lot.concentrationUnit}`,
    lot.cultureMedium !== '' && `Grown in ${lot.cultureMedium}`,
    lot.freezeMedium !== '' && `Frozen in ${lot.freezeMedium}`,
    lot.frozenOn != null && `Frozen on ${day(lot.frozenOn)}`,
    lot.expiresOn != null && `Good until ${day(lot.expiresOn)}`,
    lot.place,
  ].filter(isSaid);
}
