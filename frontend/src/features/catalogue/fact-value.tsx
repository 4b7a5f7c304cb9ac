import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

import type { FieldType } from '@/graphql/graphql';
import { countryName, day, number } from '@/lib/format';

/** What is said in one field of a kind. */
export interface SaidFact {
  name: string;
  type: FieldType;
  values: readonly string[];
  unit: string;
}

/** Show what is said in a field as its type wants to be read. */
export function factValue({ name, type, values, unit }: SaidFact): ReactNode {
  const [first = ''] = values;
  switch (type) {
    case 'INTEGER':
    case 'DECIMAL':
      // An identifier is no quantity.
      return name === 'taxon_id' ? first : [number(Number(first)), unit].filter(Boolean).join(' ');
    case 'DAY':
      return day(first);
    case 'FLAG':
      return first === 'yes' ? 'Yes' : 'No';
    case 'COUNTRY':
      return countryName(first);
    case 'CHOICE':
      return first.charAt(0).toUpperCase() + first.slice(1);
    case 'URL':
      return <Outward href={first}>{first.replace(/^https?:\/\//, '')}</Outward>;
    case 'DOI':
      return <Outward href={`https://doi.org/${first}`}>{first}</Outward>;
    case 'DISEASES':
      return values.map(namedFirst).join('; ');
    case 'MARKERS':
      return values.join('; ');
    case 'COUNTS':
      return values.map(thousandsApart).join('; ');
    case 'LIST':
      return values.join(', ');
    default:
      return name === 'species' ? <em>{first}</em> : first;
  }
}

/** Turn “NCIt:C4017 Ductal carcinoma” into “Ductal carcinoma (NCIt:C4017)”. */
function namedFirst(disease: string): string {
  const [code = '', ...label] = disease.split(' ');
  return label.length > 0 ? `${label.join(' ')} (${code})` : code;
}

function thousandsApart(count: string): string {
  const at = count.lastIndexOf(': ');
  return `${count.slice(0, at)}: ${number(Number(count.slice(at + 2)))}`;
}

/** A link out of the house; what is no address of the web stays text. */
function Outward({ href, children }: { href: string; children: string }) {
  if (!/^https?:\/\//.test(href)) return children;
  return (
    <Anchor href={href} rel="noreferrer nofollow ugc" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Anchor>
  );
}
