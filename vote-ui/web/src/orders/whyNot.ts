import { read } from '../chain/reads';
import { useChain } from '../chain/useRpc';
import { useIdentity } from '../identity/IdentityProvider';
import { useMember, type Member } from '../identity/useMember';
import { useWord } from '../parts/Status';
import { useBlockTime } from '../parts/Time';
import { useTexts, type Translate } from '../shell/i18n';
import { VOTES, type Order } from './reading';
import { texts } from './texts';

interface Answer {
  /** Why this account cannot vote now; undefined when it can. */
  whyNot: string | undefined;
  pending: boolean;
  needsAccount: boolean;
}

interface Standing {
  seated: boolean;
  vote: bigint;
}

/** Whether the account that signs can vote on an order, by what the chain says of both. */
export function useWhyNot(order: Order): Answer {
  const t = useTexts(texts);
  const word = useWord();
  const wordOfAccount = useWord('AccountStatus');
  const wordOfInstitution = useWord('InstitutionStatus');
  const { account } = useIdentity();
  const member = useMember();
  const now = useBlockTime();
  const institution = member.data?.institution;
  const standing = useChain<Standing>(
    ['standing', order.id, institution, order.for + order.against + order.abstain],
    async rpc => {
      const [seated] = await read<[boolean, bigint]>(rpc, 'WorkOrders', 'seatAt', [
        institution,
        order.snapshot,
      ]);
      const vote = await read<bigint>(rpc, 'WorkOrders', 'voteOf', [BigInt(order.id), institution]);
      return { seated, vote };
    },
    { enabled: institution !== undefined && !/^0x0*$/.test(institution) },
  );
  const vote = standing.data && VOTES[Number(standing.data.vote)];
  if (vote) return known(t('cannot.voted', { vote: word(vote) }));
  const closed = whyClosed(order, now, t);
  if (closed) return known(closed);
  if (!account) return { ...known(t('cannot.account')), needsAccount: true };
  if (!member.data) return { whyNot: undefined, pending: true, needsAccount: false };
  const unable = whyUnable(member.data, t, { word, wordOfAccount, wordOfInstitution });
  if (unable) return known(unable);
  if (!standing.data) return { whyNot: undefined, pending: true, needsAccount: false };
  return known(standing.data.seated ? undefined : t('cannot.seat'));
}

const known = (whyNot: string | undefined): Answer => ({ whyNot, pending: false, needsAccount: false });

type Words = Translate<keyof (typeof texts)['en']>;

function whyClosed(order: Order, now: number | undefined, t: Words): string | undefined {
  if (order.state === 'ACTIVE')
    return now !== undefined && now > order.deadline ? t('cannot.over') : undefined;
  return order.state === 'PENDING' ? t('cannot.pending') : t(`cannot.${order.state}`);
}

type Word = (constant: string) => string;
type Wording = Record<'word' | 'wordOfAccount' | 'wordOfInstitution', Word>;

function whyUnable(member: Member, t: Words, wording: Wording): string | undefined {
  const { word, wordOfAccount, wordOfInstitution } = wording;
  if (member.status === 'NONE') return t('cannot.unknown');
  if (member.status !== 'ACTIVE') return t('cannot.frozen', { status: wordOfAccount(member.status) });
  if (member.institutionStatus !== 'ACTIVE')
    return t('cannot.suspended', { status: wordOfInstitution(member.institutionStatus) });
  if (member.role !== 'GOVERNOR') return t('cannot.role', { role: word(member.role) });
  return undefined;
}
