import { useMemo } from 'react';
import { allOf, type Awaiting } from '../parts/Awaited';
import { useRecords } from '../registers/useRecords';
import type { Choices, SideDraft } from './side';

/** What can be chosen at an end, and what of it is awaited or could not be read: that is not the same as nothing. */
type Read = { readonly choices: Choices; readonly awaited: Awaiting };

/** What the two ends can be: what the chosen institutions have, and what stands on the chosen subchains. */
export function useChoices(source: SideDraft, target: SideDraft): Read {
  const { choices: one, awaited: first } = useSide(source);
  const { choices: other, awaited: second } = useSide(target);
  const choices = useMemo(
    () => ({
      subchains: [...one.subchains, ...other.subchains],
      services: [...one.services, ...other.services],
      applications: [...one.applications, ...other.applications],
      contracts: [...one.contracts, ...other.contracts],
    }),
    [one, other],
  );
  return { choices, awaited: allOf([first, second]) };
}

function useSide({ institution, subchain }: SideDraft): Read {
  const chosen = institution !== undefined;
  const { records: subchains, ...first } = useRecords('subchains', { institution }, chosen);
  const { records: services, ...second } = useRecords('services', { institution }, chosen);
  const { records: applications, ...third } = useRecords(
    'applications',
    { subchain },
    subchain !== undefined,
  );
  const { records: contracts, ...fourth } = useRecords(
    'business-contracts',
    { subchain },
    subchain !== undefined,
  );
  const choices = useMemo(
    () => ({ subchains, services, applications, contracts }),
    [subchains, services, applications, contracts],
  );
  return { choices, awaited: allOf([first, second, third, fourth]) };
}
