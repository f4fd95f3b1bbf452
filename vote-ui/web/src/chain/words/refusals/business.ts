import type { Sentence } from '../sentence';
import { RELOAD, BETWEEN, NOT_BY_HAND, s } from './shared';

/** The record of transactions, credit, and the directory of governance contracts. */
export const BUSINESS: Readonly<Record<string, Sentence>> = {
  TransactionNotEscalated: s(
    'The transaction is not escalated: only escalated ones are resolved.',
    '该事务未转人工处理：只有待人工处理的事务才能标记为已解决。',
  ),
  InstitutionNotRestricted: s('The institution is not restricted.', '该机构未受限制。'),
  ScoreOutOfRange: s('The score must be from {least} to {most}.', '信用分必须在 {least} 至 {most} 之间。'),
  RulesOutOfOrder: s(
    'Threshold, start and ceiling must rise in this order.',
    '门槛、初始值、上限必须依次递增。',
  ),
  WindowOutOfRange: s(
    'The window must be from {least} to {most} seconds.',
    '周期必须在 {least} 至 {most} 秒之间。',
  ),
  AffiliateOfItself: s('An institution is no affiliate of itself.', '机构不能与自身关联。'),
  UnknownGovernedContract: s('There is no governance contract “{name}”.', '没有名为“{name}”的治理合约。'),
  NameTaken: s('There is a governance contract “{name}” already.', '已有名为“{name}”的治理合约。'),
  LocationTaken: s('That address is registered as “{name}”.', '该地址已登记为“{name}”。'),
  NoCodeAt: s(
    'There is no contract at {location}. Deploy it first.',
    '地址 {location} 处没有合约。请先部署。',
  ),
  GovernedContractStatusWrong: RELOAD,
  GovernedContractRetired: s('“{name}” was retired for good.', '“{name}”已永久停用。'),
  Indispensable: s(
    '“{name}” cannot be frozen or retired: governance could not go on without it.',
    '“{name}”不能冻结或停用：没有它治理无法继续。',
  ),
  CreationCodeWrong: s(
    'This is not the code of “{name}” that was voted on.',
    '这不是表决通过的“{name}”的代码。',
  ),
  DeploymentUnknown: s('No deployment of “{name}” was decided on.', '没有关于部署“{name}”的决定。'),
  ValidatorsChangedByUpgrade: s(
    'The new code would change the validators: this upgrade is refused.',
    '新代码会改变验证节点：拒绝此次升级。',
  ),
  TooManyEntries: s(
    'A batch holds {limit} entries at most; this one had {actual}.',
    '每批最多 {limit} 条记录；实际为 {actual} 条。',
  ),
  UnknownEntry: s(
    'The batch cannot be read: at byte {offset} stands an entry of the unknown type {actual}.',
    '无法读取该批记录：第 {offset} 字节处的条目类型 {actual} 未知。',
  ),
  EntriesTruncated: s(
    'The batch is cut off: the entry at byte {offset} needs {needed} bytes, {available} are left.',
    '该批记录不完整：第 {offset} 字节处的条目需要 {needed} 字节，仅剩 {available} 字节。',
  ),
  GasTooLow: s(
    'The transaction was given too little gas: {actual} were left where {needed} are needed. Send it again with more.',
    '交易的 gas 不足：需要 {needed}，仅剩 {actual}。请提高 gas 后重新发送。',
  ),
  NotTheCredit: BETWEEN,
  NotTheRecord: BETWEEN,
  NotTheNodes: BETWEEN,
  NotAccounts: BETWEEN,
  NotInstitutions: BETWEEN,
  NotTheDirectory: NOT_BY_HAND,
  CreationFailed: s(
    'The code of “{name}” could not be deployed: its constructor failed.',
    '“{name}”的代码无法部署：其构造函数执行失败。',
  ),
  PoliciesKnown: s(
    'The first policies were set at the founding; change them by work order.',
    '初始表决规则已在创始时设定；请通过工单修改。',
  ),
};
