import { toBeHex } from 'ethers';
import type { OrderState, PolicyName, VoteName } from '../api/types';
import { ENUMS } from '../generated/contracts';
import { callsOf, proposalOnChain, type Proposal } from '../chain/proposal';
import { read, readAll } from '../chain/reads';
import type { Rpc } from '../chain/rpc';
import { describe, type Described } from '../chain/words/describe';
import { Names } from '../chain/words/names';

/** OpenZeppelin Governor's states, in its order. */
export const STATES: readonly OrderState[] = [
  'PENDING',
  'ACTIVE',
  'CANCELED',
  'DEFEATED',
  'SUCCEEDED',
  'QUEUED',
  'EXPIRED',
  'EXECUTED',
];
export const VOTES: readonly VoteName[] = ['AGAINST', 'FOR', 'ABSTAIN'];
const NO_VOTE = 255n;

/** A work order as the chain has it now. */
export interface Order {
  id: string;
  proposer: string;
  policy: PolicyName;
  seats: number;
  for: number;
  against: number;
  abstain: number;
  snapshot: number;
  deadline: number;
  state: OrderState;
}

type Raw = Record<string, bigint> & { proposer: string };

/** The work order, read from the chain; undefined when it knows none of this id. */
export async function readOrder(rpc: Rpc, id: string): Promise<Order | undefined> {
  const raw = await read<Raw>(rpc, 'WorkOrders', 'workOrder', [BigInt(id)]);
  if (raw.policy === 0n) return undefined;
  const number = (name: string) => Number(raw[name]);
  return {
    id: toBeHex(raw.id ?? 0n, 32),
    proposer: raw.proposer.toLowerCase(),
    policy: (ENUMS['IWorkOrders.Policy']?.[number('policy')] ?? 'NONE') as PolicyName,
    seats: number('seats'),
    for: number('forVotes'),
    against: number('againstVotes'),
    abstain: number('abstainVotes'),
    snapshot: number('snapshot'),
    deadline: number('deadline'),
    state: STATES[number('state')] ?? 'PENDING',
  };
}

export interface Content {
  proposal: Proposal;
  changes: Described[];
}

/** What an order will do: from the chain, its id recomputed, its calls decoded here. */
export async function readContent(rpc: Rpc, order: Order): Promise<Content | undefined> {
  const proposal = await proposalOnChain(rpc, order.id, order.snapshot);
  if (!proposal) return undefined;
  const names = new Names(rpc);
  return { proposal, changes: await Promise.all(callsOf(proposal).map(call => describe(call, names))) };
}

export interface Seat {
  institution: string;
  code: string;
  name: string;
  vote: VoteName | undefined;
}

interface Member {
  id: string;
  code: string;
  name: string;
}

/** Who has a seat in this vote, and how each voted. */
export async function readSeats(rpc: Rpc, order: Order): Promise<Seat[]> {
  const institutions = await readAll<Member>(rpc, 'Institutions', 'institutions');
  const seats = await Promise.all(
    institutions.map(async ({ id, code, name }) => {
      const [seated] = await read<[boolean, bigint]>(rpc, 'WorkOrders', 'seatAt', [id, order.snapshot]);
      if (!seated) return undefined;
      const vote = await read<bigint>(rpc, 'WorkOrders', 'voteOf', [BigInt(order.id), id]);
      return { institution: id, code, name, vote: vote === NO_VOTE ? undefined : VOTES[Number(vote)] };
    }),
  );
  return seats.filter(seat => seat !== undefined);
}

export interface Application {
  id: string;
  code: string;
  name: string;
  category: string;
  documentDigest: string;
  attributes: string;
  applicant: string;
  appliedAt: number;
  status: string;
  reviews: Review[];
}

export interface Review {
  reviewer: string;
  institution: string;
  code: string;
  recommendation: string;
  reportDigest: string;
  reviewedAt: number;
}

type Text = Record<string, string> & Record<string, bigint | string>;

export async function readApplication(rpc: Rpc, id: string): Promise<Application | undefined> {
  const [raw, reviews] = await Promise.all([
    read<Text>(rpc, 'Institutions', 'membershipApplication', [id]),
    readAll<Text>(rpc, 'Institutions', 'reviews', id),
  ]);
  const status = ENUMS['IInstitutions.ApplicationStatus']?.[Number(raw.status)] ?? 'NONE';
  if (status === 'NONE') return undefined;
  return {
    id,
    code: String(raw.code),
    name: String(raw.name),
    category: ENUMS['IInstitutions.Category']?.[Number(raw.category)] ?? 'NONE',
    documentDigest: String(raw.documentDigest),
    attributes: String(raw.attributes),
    applicant: String(raw.applicant),
    appliedAt: Number(raw.appliedAt),
    status,
    reviews: await Promise.all(reviews.map(review => readReview(rpc, review))),
  };
}

async function readReview(rpc: Rpc, raw: Text): Promise<Review> {
  return {
    reviewer: String(raw.reviewer),
    institution: String(raw.institution),
    code: await read<string>(rpc, 'Institutions', 'codeOf', [raw.institution]),
    recommendation: ENUMS['IInstitutions.Recommendation']?.[Number(raw.recommendation)] ?? 'NONE',
    reportDigest: String(raw.reportDigest),
    reviewedAt: Number(raw.reviewedAt),
  };
}

/** The applications that an order would admit. */
export function admitted(changes: Described[]): string[] {
  return changes
    .filter(({ contract, signature }) => contract === 'Institutions' && signature === 'admit(bytes32)')
    .map(({ data }) => `0x${data.slice(10, 74)}`);
}

/**
 * A line `Discussion: https://…` or `讨论：https://…` of a description, as the server finds it, too; only such an address is ever made a link. It is shown as browsers read it:
 * foreign letters that look like others in Punycode, invisible ones escaped, and without a user name that passes for a host.
 */
export function discussionIn(description: string): string | undefined {
  const found = /^\s*(?:discussion|讨论)\s*[:：]\s*(https:\/\/\S+)\s*$/im.exec(description)?.[1];
  if (found === undefined || !URL.canParse(found)) return undefined;
  const { protocol, username, password, href } = new URL(found);
  return protocol === 'https:' && !username && !password ? href : undefined;
}

export const titleOf = (description: string): string => description.split('\n', 1)[0]?.trim() ?? '';
