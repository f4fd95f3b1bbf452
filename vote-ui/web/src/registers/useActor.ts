import { useMemo } from 'react';
import { useMember } from '../identity/useMember';
import { useIdentity } from '../identity/IdentityProvider';
import type { Actor } from './actions/rules';
import { textOf } from './kinds';
import { useRecords } from './useRecords';

/**
 * For whom the chosen account acts, as the chain has it. What it may do is decided by the contracts; this only
 * spares people buttons that lead nowhere.
 */
export function useActor(): { actor: Actor | undefined; isPending: boolean; error: Error | null } {
  const { account } = useIdentity();
  const { data: member, isPending, error } = useMember();
  const { records: institutions } = useRecords('institutions', { account }, account !== undefined);
  const actor = useMemo<Actor | undefined>(() => {
    if (account === undefined) return undefined;
    const contactOf = institutions
      .filter(each => textOf(each, 'contact').toLowerCase() === account && each.status === 'ACTIVE')
      .map(each => each.id);
    if (!member || member.status === 'NONE') return { account, contactOf };
    return {
      account,
      contactOf,
      institution: member.institution,
      code: member.institutionCode,
      role: member.active ? member.role : undefined,
      category: member.institutionCategory,
    };
  }, [account, member, institutions]);
  return { actor, isPending: account !== undefined && isPending, error };
}
