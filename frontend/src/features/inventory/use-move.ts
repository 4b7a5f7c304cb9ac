import { graphql } from '@/graphql/gql';
import type { ListingCommand } from '@/graphql/graphql';
import type { Outcome } from '@/lib/outcome';
import { useCommand } from '@/lib/use-command';

const ListingPublish = graphql(`
  mutation ListingPublish($input: ListingPublishInput!) {
    listingPublish(input: $input) {
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

const ListingRestrict = graphql(`
  mutation ListingRestrict($input: ListingRestrictInput!) {
    listingRestrict(input: $input) {
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

const ListingRetract = graphql(`
  mutation ListingRetract($input: ListingRetractInput!) {
    listingRetract(input: $input) {
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

const ListingWithdraw = graphql(`
  mutation ListingWithdraw($input: ListingWithdrawInput!) {
    listingWithdraw(input: $input) {
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

interface Seen {
  listing: string;
  version: number;
}

type Move = (
  command: ListingCommand,
  seen: Seen,
  reason: string,
  consortium: string,
) => Promise<Outcome<unknown>>;

/** Return the commands on who sees a listing as one function. */
export function useMove(): Move {
  const { run: publish } = useCommand(ListingPublish, (data) => data.listingPublish);
  const { run: restrict } = useCommand(ListingRestrict, (data) => data.listingRestrict);
  const { run: retract } = useCommand(ListingRetract, (data) => data.listingRetract);
  const { run: withdraw } = useCommand(ListingWithdraw, (data) => data.listingWithdraw);
  return (command, seen, reason, consortium) => {
    switch (command) {
      case 'PUBLISH':
        return publish(seen);
      case 'RESTRICT':
        return restrict({ ...seen, consortium });
      case 'RETRACT':
        return retract(seen);
      case 'WITHDRAW':
        return withdraw({ ...seen, reason });
    }
  };
}
