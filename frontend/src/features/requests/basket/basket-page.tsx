import { Stack, Text } from '@mantine/core';
import { IconBasket } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page';
import { ProjectPicker } from '@/components/project-picker';
import { Section } from '@/components/section';
import { BasketLine } from '@/features/requests/basket/basket-line';
import { byUnit } from '@/features/requests/basket/by-unit';
import { SubmitForm } from '@/features/requests/basket/submit-form';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';

const BasketQuery = graphql(`
  query Basket($project: ID!) {
    basket(project: $project) {
      id
      canSubmit
      lines {
        id
        listing {
          id
          unit {
            id
            name
            organisation {
              id
              name
            }
          }
        }
        ...BasketLineFields
      }
    }
    requests(first: 10) {
      edges {
        node {
          id
          shippingAddress
        }
      }
    }
  }
`);

/** What a project is about to ask for, and the way to ask. */
export function BasketPage() {
  const { project } = useSearch({ from: '/basket' });
  const navigate = useNavigate({ from: '/basket' });
  return (
    <Page
      title="Basket"
      lead="One request can hold things of several providers. Each provider then answers for its own part."
      width={960}
    >
      <ProjectPicker
        label="Project"
        value={project}
        onChange={(next) => navigate({ search: { project: next } })}
      />
      {project === undefined ? (
        <Text c="dimmed">Each project has a basket of its own. Choose a project to see what is in it.</Text>
      ) : (
        <BasketOf key={project} project={project} />
      )}
    </Page>
  );
}

function BasketOf({ project }: { project: string }) {
  const answer = useAnswer(BasketQuery, { project }, { typenames: ['AccessRequest', 'RequestLine'] });
  return (
    <AnswerView answer={answer}>
      {({ basket, requests }) => {
        if (!basket || basket.lines.length === 0) {
          return (
            <Empty
              icon={IconBasket}
              title="The basket is empty"
              action={
                <ButtonLink to="/catalogue" search={{ project }}>
                  Search the catalogue
                </ButtonLink>
              }
            >
              Find what you need in the catalogue and add it here. Nothing is held for you until you submit.
            </Empty>
          );
        }
        const groups = byUnit(basket.lines);
        return (
          <Stack gap="lg">
            {groups.map(({ unit, lines }) => (
              <Section key={unit.id} title={unit.name} lead={unit.organisation.name}>
                <Stack gap={0}>
                  {lines.map((line) => (
                    <BasketLine key={line.id} line={line} project={project} />
                  ))}
                </Stack>
              </Section>
            ))}
            <SubmitForm
              request={basket.id}
              canSubmit={basket.canSubmit}
              lastAddress={
                requests.edges.map(({ node }) => node.shippingAddress).find((address) => address !== '') ?? ''
              }
              summary={`${count(basket.lines.length, 'line')} to ${count(groups.length, 'provider')}`}
            />
          </Stack>
        );
      }}
    </AnswerView>
  );
}
