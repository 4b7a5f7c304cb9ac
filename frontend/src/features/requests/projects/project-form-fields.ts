import { graphql } from '@/graphql/gql';

export const ProjectFormFields = graphql(`
  fragment ProjectFormFields on Project {
    id
    title
    laySummary
    researchTypes
    isCommercial
    isGenetic
    countries
    sensitiveTopics
    acceptsPublication
    acceptsReturn
    hasCollaborationLetter
    durationMonths
    organisation {
      id
      name
    }
    diseases {
      id
      code
      label
    }
    ethicsApprovals {
      id
      committee
      number
      countryCode
      scope
      validFrom
      validUntil
      isInForce
    }
  }
`);
