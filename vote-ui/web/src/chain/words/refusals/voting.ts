import type { Sentence } from '../sentence';
import { GONE, UNAUTHORISED, NOT_BY_HAND, NO_QUEUE, s } from './shared';

/** Proposing, voting and carrying out. */
export const VOTING: Readonly<Record<string, Sentence>> = {
  AccessManagedUnauthorized: UNAUTHORISED,
  AccessManagerUnauthorizedAccount: UNAUTHORISED,
  AccessManagerUnauthorizedCall: UNAUTHORISED,
  AccountNotActive: UNAUTHORISED,
  NotAGovernor: s(
    'Your account is no active governor. Only governors open work orders and vote.',
    '您的账户不是有效的治理员。只有治理员可以发起工单和投票。',
  ),
  NoSeat: s(
    'You cannot vote on this order: your institution was no active genesis institution when it was opened, or your account is no active governor now (perhaps frozen).',
    '您不能对此工单投票：工单发起时贵机构不是有效的创世机构，或您的账户现在不是有效的治理员（可能已被冻结）。',
  ),
  InstitutionHasVoted: s(
    'Your institution has already voted on this order. One vote counts, and it stays.',
    '贵机构已对此工单投票。每个机构一票，且不能更改。',
  ),
  GovernorAlreadyCastVote: s('Your institution has already voted on this order.', '贵机构已对此工单投票。'),
  GovernorUnexpectedProposalState: s(
    'The order is not in the state that this needs: it is still open for voting, or meanwhile it was decided, carried out, withdrawn, or ran out of time. Reload the page to see which.',
    '工单不处于可执行此操作的状态：它可能仍在表决中，或已决定、已执行、已撤回或已过期。请刷新页面查看。',
  ),
  GovernorUnableToCancel: s(
    'This order cannot be withdrawn: only its proposer can, while it is undecided.',
    '此工单不能撤回：只有发起人可以在其尚未决定时撤回。',
  ),
  GovernorNonexistentProposal: GONE,
  GovernorInvalidSignature: s(
    'The signature does not fit this vote. Perhaps another vote of yours was handed in meanwhile: reload and sign again.',
    '签名与此投票不符。可能您的另一张选票已先提交：请刷新后重新签名。',
  ),
  GovernorInvalidProposalLength: s('A work order needs at least one change.', '工单至少需要包含一项变更。'),
  PolicyMissing: s(
    'No work order may make this change: no majority is set for it. Set one first (unanimously).',
    '工单不能执行此变更：尚未为其设定表决规则。请先（全体一致地）设定。',
  ),
  PolicyForbidden: s(
    'This policy is not allowed: governance could not take back what it did.',
    '不允许此表决规则：否则治理将无法撤销自己的决定。',
  ),
  PolicyTooWeak: s(
    'This call needs two thirds at least; choose a stronger majority.',
    '此调用至少需要三分之二；请选择更严格的表决规则。',
  ),
  PeriodOutOfRange: s(
    'A period must be from {smallest} to {greatest} seconds; it was {actual}.',
    '期限必须在 {smallest} 至 {greatest} 秒之间；实际为 {actual} 秒。',
  ),
  VotersTooFew: s(
    'Too few institutions could vote afterwards ({able} of {seats}): nobody could undo this any more.',
    '执行后能投票的机构太少（{seats} 席中仅 {able} 席）：将再也无法撤销。',
  ),
  TooManySeats: s('There are no more than {limit} seats.', '席位最多 {limit} 个。'),
  ChangedSinceVote: s(
    'What was voted on has changed since the vote began: open a new work order.',
    '表决开始之后表决对象已有变化：请发起新的工单。',
  ),
  TunnelForbidden: s(
    'This call would pass the policies by and is never allowed.',
    '此调用会绕过表决规则，一律禁止。',
  ),
  NotAWorkOrder: s(
    'Only an accepted work order may do this. Open one.',
    '只有已通过的工单才能执行此操作。请发起工单。',
  ),
  CallTooShort: s(
    'Change no. {index} of the order names no function: its data has {length} bytes. Make the order anew.',
    '工单的第 {index} 项变更未指明函数：其数据仅 {length} 字节。请重新制作工单。',
  ),
  VoteUnknown: s(
    'A vote is for, against or abstaining; the number {support} is none of these.',
    '投票只能是赞成、反对或弃权；编号 {support} 不属于其中任何一种。',
  ),
  GovernorInvalidVoteType: s(
    'A vote is for, against or abstaining; this was none of these.',
    '投票只能是赞成、反对或弃权；所提交的不属于其中任何一种。',
  ),
  GovernorInvalidVoteParams: s(
    'A vote carries no further data here; this one did. Vote again from this page.',
    '此处的投票不带附加数据；所提交的带有附加数据。请在本页面重新投票。',
  ),
  InvalidAccountNonce: s(
    'Another ballot of this account counted meanwhile, so that this signature is used up. Reload and sign again.',
    '该账户的另一张选票已先生效，此签名因此作废。请刷新后重新签名。',
  ),
  GovernorRestrictedProposer: s(
    'The order’s description reserves it for another proposer. Change the description.',
    '工单说明将其保留给另一发起人。请修改说明。',
  ),
  GovernorInsufficientProposerVotes: s(
    'Your institution has no seat, therefore you cannot open a work order.',
    '贵机构没有席位，因此不能发起工单。',
  ),
  GovernorInvalidVotingPeriod: s('The period for voting must not be nothing.', '表决期限不能为零。'),
  GovernorDisabledDeposit: s(
    'The voting contract keeps no money; none may be sent to it.',
    '表决合约不保管资金；不能向其转账。',
  ),
  GovernorOnlyExecutor: NOT_BY_HAND,
  GovernorAlreadyQueuedProposal: NO_QUEUE,
  GovernorProposalQueueingFailed: NO_QUEUE,
  GovernorProposalQueueingNotRequired: NO_QUEUE,
};
