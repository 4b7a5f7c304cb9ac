import { List, Text, Title } from '@mantine/core';

import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

import { blocksOf } from './clause-text';
import classes from './agreement.module.css';

const ClauseFields = graphql(`
  fragment ClauseFields on Clause {
    id
    title
    text
  }
`);

type Clauses = readonly FragmentType<typeof ClauseFields>[];

const anchorOf = (id: string) => `clause-${id}`;

/** The text of an agreement, clause by clause. */
export function ClauseText({ clauses }: { clauses: Clauses }) {
  return (
    <div className={classes.text}>
      {readFragment(ClauseFields, clauses).map(({ id, title, text }, index) => (
        <section key={id} aria-labelledby={anchorOf(id)} className={classes.clause}>
          <Title order={3} id={anchorOf(id)} mb={6}>
            {index + 1}. {title}
          </Title>
          {blocksOf(text).map((block, place) =>
            block.kind === 'paragraph' ? (
              <Text key={place} mb="xs">
                {block.text}
              </Text>
            ) : (
              <List key={place} mb="xs" spacing={4} withPadding={false} ps="lg">
                {block.items.map((item) => (
                  <List.Item key={item}>{item}</List.Item>
                ))}
              </List>
            ),
          )}
        </section>
      ))}
    </div>
  );
}

/** The clauses’ titles, each leading to its text. */
export function ClauseContents({ clauses }: { clauses: Clauses }) {
  return (
    <nav aria-label="Clauses" className={classes.contents}>
      <ol>
        {readFragment(ClauseFields, clauses).map(({ id, title }) => (
          <li key={id}>
            <a href={`#${anchorOf(id)}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
