import type { UseQueryResult } from '@tanstack/react-query';
import { ENUMS } from '../generated/contracts';
import { read } from '../chain/reads';
import { useChain } from '../chain/useRpc';
import { useIdentity } from './IdentityProvider';

/** Who an account is on the chain. */
export interface Member {
  address: string;
  /** Words of the chain: GOVERNOR, OPERATOR, CROSS_CHAIN, AUDITOR, NONE. */
  role: string;
  status: string;
  institution: string;
  institutionCode: string;
  institutionName: string;
  institutionStatus: string;
  institutionCategory: string;
  /** Whether it may act now: account and institution active. */
  active: boolean;
}

interface OnChain {
  institution: string;
  role: bigint;
  status: bigint;
}
interface InstitutionOnChain {
  code: string;
  name: string;
  status: bigint;
  category: bigint;
}

/** What the chain knows of the account that signs: its institution, role and status. */
export function useMember(): UseQueryResult<Member | null> {
  const { account } = useIdentity();
  return useChain(
    ['member', account],
    async rpc => {
      if (!account) return null;
      const found = await read<OnChain>(rpc, 'Accounts', 'account', [account]);
      const owner = await read<InstitutionOnChain>(rpc, 'Institutions', 'institution', [found.institution]);
      const status = ENUMS['IAccounts.Status']?.[Number(found.status)] ?? 'NONE';
      const institutionStatus = ENUMS['IInstitutions.Status']?.[Number(owner.status)] ?? 'NONE';
      return {
        address: account,
        role: ENUMS.AccountRole?.[Number(found.role)] ?? 'NONE',
        status,
        institution: found.institution,
        institutionCode: owner.code,
        institutionName: owner.name,
        institutionStatus,
        institutionCategory: ENUMS['IInstitutions.Category']?.[Number(owner.category)] ?? 'NONE',
        active: status === 'ACTIVE' && institutionStatus === 'ACTIVE',
      };
    },
    { enabled: account !== undefined },
  );
}
