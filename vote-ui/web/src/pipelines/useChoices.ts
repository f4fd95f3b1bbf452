import { useMemo } from 'react';
import { useRecords } from '../registers/useRecords';
import type { Choices, SideDraft } from './side';

/** What the two ends can be: what the chosen institutions have, and what stands on the chosen subchains. */
export function useChoices(source: SideDraft, target: SideDraft): Choices {
  const one = useSide(source);
  const other = useSide(target);
  return useMemo(
    () => ({
      subchains: [...one.subchains, ...other.subchains],
      services: [...one.services, ...other.services],
      applications: [...one.applications, ...other.applications],
      contracts: [...one.contracts, ...other.contracts],
    }),
    [one, other],
  );
}

function useSide({ institution, subchain }: SideDraft): Choices {
  const chosen = institution !== undefined;
  const { records: subchains } = useRecords('subchains', { institution }, chosen);
  const { records: services } = useRecords('services', { institution }, chosen);
  const { records: applications } = useRecords('applications', { subchain }, subchain !== undefined);
  const { records: contracts } = useRecords('business-contracts', { subchain }, subchain !== undefined);
  return useMemo(
    () => ({ subchains, services, applications, contracts }),
    [subchains, services, applications, contracts],
  );
}
