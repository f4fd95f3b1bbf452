import type { Sentence } from '../sentence';
import { RELOAD, GONE, BETWEEN, NO_DELAYS, AT_FOUNDING, s } from './shared';

/** Institutions, their accounts and their nodes. */
export const MEMBERS: Readonly<Record<string, Sentence>> = {
  UnknownInstitution: GONE,
  InstitutionCodeTaken: s(
    'The code “{code}” is taken by another institution. Choose another.',
    '代码“{code}”已被其他机构使用。请另选一个。',
  ),
  InstitutionStatusWrong: RELOAD,
  InstitutionNotActive: s('The institution is not active.', '该机构当前不是有效状态。'),
  LastGenesisInstitution: s(
    'This is the last genesis institution: without it nobody could decide anything.',
    '这是最后一个创世机构：没有它将无人能够作出决定。',
  ),
  CategoryUnchanged: s('The institution has this category already.', '该机构已是此类别。'),
  UnknownMembershipApplication: GONE,
  MembershipApplicationExists: s(
    'The same application (code and document) was filed before. To apply again, file a new document.',
    '相同的申请（代码和文件）已经提交过。若要再次申请，请提交新的文件。',
  ),
  MembershipApplicationNotPending: s(
    'This application is not pending any more: it was decided or withdrawn.',
    '该申请已不在待决状态：它已被决定或撤回。',
  ),
  NotTheApplicant: s(
    'Only the account that applied can withdraw the application.',
    '只有提交申请的账户可以撤回申请。',
  ),
  TooManyApplications: s(
    'You have {actual} applications pending; {limit} are allowed at a time.',
    '您有 {actual} 个待决申请；同时最多 {limit} 个。',
  ),
  NotAGenesisInstitution: s('Only genesis institutions may do this.', '只有创世机构可以执行此操作。'),
  AdmissionNotRefused: s(
    'That work order did not refuse this application by vote.',
    '该工单并未通过投票否决此申请。',
  ),
  UnknownAccount: GONE,
  AccountStatusWrong: RELOAD,
  PublicKeyOfAnother: s(
    'The public key belongs to the address {actual}, not to {expected}.',
    '公钥属于地址 {actual}，而非 {expected}。',
  ),
  ConsentInvalid: s(
    'The consent was not signed by the account itself for this institution and role.',
    '同意书不是由该账户本人针对此机构和角色签署的。',
  ),
  NotContactNorGovernor: s(
    'Only the institution’s contact or one of its active governors may request accounts.',
    '只有机构的联系人或其有效治理员可以申请账户。',
  ),
  NotGovernorNorWorkOrder: s(
    'Only a governor of the same institution, or a work order, may freeze or revoke this account.',
    '只有同一机构的治理员或工单可以冻结或吊销此账户。',
  ),
  TooManyRequests: s(
    '{actual} accounts of the institution await activation; {limit} are allowed.',
    '该机构有 {actual} 个账户等待启用；最多 {limit} 个。',
  ),
  AccountNotCrossChain: s(
    'A proxy’s account must be an active account of your institution with the role “cross-chain account”.',
    '代理的账户必须是贵机构角色为“跨链账户”的有效账户。',
  ),
  RoleReserved: s(
    'Governor, operator, cross-chain and auditor roles follow from the register of accounts: request or freeze accounts instead of granting the role itself.',
    '治理员、操作员、跨链和审计角色由账户登记决定：请申请或冻结账户，而不要直接授予角色。',
  ),
  AccessManagerLockedRole: s(
    'The role {roleId} can be neither granted nor taken nor changed.',
    '角色 {roleId} 不能授予、撤销或更改。',
  ),
  AccessManagerLockedFunction: s(
    'Who may call {selector} cannot be changed.',
    '不能更改谁可以调用 {selector}。',
  ),
  AccessManagerBadConfirmation: s(
    'A role is given back only by the account that holds it.',
    '角色只能由持有它的账户自己交回。',
  ),
  AccessManagerAlreadyScheduled: NO_DELAYS,
  AccessManagerNotScheduled: NO_DELAYS,
  AccessManagerNotReady: NO_DELAYS,
  AccessManagerExpired: NO_DELAYS,
  AccessManagerUnauthorizedCancel: NO_DELAYS,
  AccessManagedRequiredDelay: NO_DELAYS,
  AccessManagerUnauthorizedConsume: BETWEEN,
  AccessManagerInvalidInitialAdmin: AT_FOUNDING,
  AccessManagedInvalidAuthority: BETWEEN,
  UnknownNode: GONE,
  NodeStatusWrong: RELOAD,
  NodeTaken: s('This node key is registered already.', '该节点密钥已登记。'),
  KindNotAllowed: s(
    'The institution’s category does not allow this kind of node.',
    '该机构的类别不允许此类节点。',
  ),
  LastValidator: s(
    'This is the last validator: the chain would stop.',
    '这是最后一个验证节点：移除后链将停止。',
  ),
  TooFewValidators: s(
    '{actual} validators would be left; there must be {minimum} at least.',
    '执行后仅剩 {actual} 个验证节点；至少需要 {minimum} 个。',
  ),
  TooManyValidators: s('There are no more than {limit} validators.', '验证节点最多 {limit} 个。'),
  MinimumOutOfRange: s(
    'The minimum must be from {smallest} to {greatest}.',
    '最小值必须在 {smallest} 至 {greatest} 之间。',
  ),
  QuorumAtRisk: s(
    'Too many validators would change at once: {kept} of those that made the last block would stay, {needed} are needed. Change them one after the other.',
    '一次更换的验证节点过多：上一区块的验证节点仅剩 {kept} 个，需要 {needed} 个。请逐个更换。',
  ),
  PossessionNotProven: s(
    'The proof was not signed by the key that it is for.',
    '证明不是由对应的密钥签署的。',
  ),
  PublicKeyMalformed: s(
    'A public key has {expectedLength} bytes; this one has {actualLength}.',
    '公钥应为 {expectedLength} 字节；实际为 {actualLength} 字节。',
  ),
  ValidatorsUnusable: s(
    'The list of validators at {source} cannot be used: it is empty, not readable, or longer than {most}. With it the chain would stop.',
    '{source} 处的验证节点名单不可用：名单为空、无法读取或超过 {most} 个。采用它链将停止。',
  ),
  BlockNotYetMade: s(
    'Block {requested} does not exist yet; the newest one is {latest}.',
    '区块 {requested} 尚不存在；最新区块为 {latest}。',
  ),
  NothingToRemember: s(
    'The list of validators at {source} cannot be remembered: it is empty, not readable, or longer than {most}.',
    '无法记住 {source} 处的验证节点名单：名单为空、无法读取或超过 {most} 个。',
  ),
  ValidatorsMissing: s(
    'The recovery names {actual} validators; there must be {least} at least.',
    '恢复名单仅有 {actual} 个验证节点；至少需要 {least} 个。',
  ),
  AlreadyInitialized: s(
    'The recovery contract was set up before, with {validators} validators; it is so for good.',
    '恢复合约此前已设置（{validators} 个验证节点），不能再改。',
  ),
};
