import type { Sentence } from '../sentence';
import { RELOAD, GONE, s } from './shared';

/** Alliances, data and protocol keys. */
export const TOGETHER: Readonly<Record<string, Sentence>> = {
  UnknownAlliance: GONE,
  AllianceNotActive: s('The alliance is not active any more.', '该联盟已不再有效。'),
  NotAMember: s('The institution is not a member of this alliance.', '该机构不是此联盟的成员。'),
  AlreadyAMember: s('The institution is a member of this alliance already.', '该机构已是此联盟的成员。'),
  AllianceRoleMissing: s(
    'Your institution has not the role in this alliance that this needs.',
    '贵机构在此联盟中不具备所需角色。',
  ),
  LeadMustStay: s('The lead must hand over the lead before it leaves.', '牵头方须先移交牵头权才能退出。'),
  UnknownDataSet: GONE,
  DataSetStatusWrong: RELOAD,
  GrantStatusWrong: RELOAD,
  DataNotUsable: s('This data set may not be used by the institution now.', '该机构目前不能使用此数据集。'),
  SensitivityNotHigher: s(
    'The sensitivity can only be raised here; lowering it needs a work order.',
    '此处只能提高数据级别；降低需通过工单。',
  ),
  SensitivityNotLower: s(
    'The sensitivity is not higher than that already.',
    '当前数据级别并不高于所选级别。',
  ),
  UnknownProtocolKey: GONE,
  ProtocolKeyStatusWrong: RELOAD,
  ProtocolKeySuperseded: s('There is a newer version of this key.', '该密钥已有更新的版本。'),
  InstitutionHasConfirmed: s('Your institution has confirmed this key already.', '贵机构已确认过此密钥。'),
  NotAnotherGenesisInstitution: s(
    'Only governors of other genesis institutions confirm a key.',
    '只有其他创世机构的治理员可以确认密钥。',
  ),
  ConfirmationsOutOfRange: s(
    'The number must be from {smallest} to {greatest}.',
    '数量必须在 {smallest} 至 {greatest} 之间。',
  ),
  AllianceFull: s('The alliance is full: there are {limit} at most.', '联盟已满：最多 {limit} 个。'),
  AllianceRoleNotAllowed: s(
    'This role cannot be given here: the lead is handed over by an offer, and nobody is without a role.',
    '此处不能授予该角色：牵头权须通过移交，且成员必须有角色。',
  ),
  ConsentMissing: s(
    'There is no invitation of, or no request by, that institution: one side has asked, the other must agree.',
    '没有对该机构的邀请，或该机构没有提出申请：须一方提出、另一方同意。',
  ),
  LeadNotOffered: s(
    'The lead of this alliance was not offered to your institution, or to another one since.',
    '该联盟的牵头权未移交给贵机构，或此后已移交给其他机构。',
  ),
  SubchainNotOwned: s(
    'Only an active subchain of your own institution can be brought into the alliance.',
    '只能将贵机构自己的有效子链加入联盟。',
  ),
  SubchainPresent: s('The subchain belongs to this alliance already.', '该子链已在此联盟中。'),
  SubchainNotPresent: s('The subchain does not belong to this alliance.', '该子链不在此联盟中。'),
  MotionUnfounded: s(
    'There is nothing to support: a motion excludes a member, puts another member in the lead’s place, or dissolves the alliance.',
    '无可支持的动议：动议只能是移出成员、更换牵头方或解散联盟。',
  ),
  MergeNotOffered: s(
    'This alliance was not offered to be merged into that one.',
    '该联盟未提出并入对方联盟。',
  ),
  GrantToOwner: s('The owner of a data set needs no grant.', '数据集的所有者无需授权。'),
  GrantPeriodOutOfRange: s(
    'A grant must end in the future, and within 366 days from now.',
    '授权的终止时间必须在将来，且在从现在起 366 天之内。',
  ),
  KeyLengthWrong: s(
    'A public key of this suite has {expected} bytes; this one has {actual}.',
    '此算法套件的公钥应为 {expected} 字节；实际为 {actual} 字节。',
  ),
  ProofLengthWrong: s(
    'A proof of this suite has {expected} bytes; this one has {actual}.',
    '此算法套件的证明应为 {expected} 字节；实际为 {actual} 字节。',
  ),
  KeyRegisteredBefore: s(
    'This account has registered this key before, as version {version}. Make a new key.',
    '该账户此前已登记过此密钥（版本 {version}）。请生成新的密钥。',
  ),
  ValidityOver: s('The end of validity lies in the past, by the chain’s clock.', '按链上时间，有效期已过。'),
  NotTheKeysOwner: s(
    'Only the account itself or a governor of its institution may revoke its key.',
    '只有账户本人或其机构的治理员可以吊销其密钥。',
  ),
};
