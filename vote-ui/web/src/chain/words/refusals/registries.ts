import type { Sentence } from '../sentence';
import { RELOAD, GONE, NOT_YOURS, BETWEEN, s } from './shared';

/** Services, subchains with what runs on them, and pipelines. */
export const REGISTRIES: Readonly<Record<string, Sentence>> = {
  NotTheOwner: NOT_YOURS,
  CodeMalformed: s(
    'The code “{actual}” is not allowed: lower-case letters, digits and hyphens, at most 32, beginning with a letter or digit.',
    '代码“{actual}”不符合要求：仅限小写字母、数字和连字符，最多 32 个字符，以字母或数字开头。',
  ),
  PathTaken: s(
    'Your institution has registered this code already. Choose another.',
    '贵机构已登记过此代码。请另选一个。',
  ),
  TooLong: s('“{what}” is too long: {actual}, at most {limit}.', '“{what}”过长：{actual}，最多 {limit}。'),
  Missing: s('“{what}” must be given.', '必须填写“{what}”。'),
  NotChosen: s('A value for “{what}” must be chosen.', '必须选择“{what}”。'),
  UnknownService: GONE,
  ServiceStatusWrong: RELOAD,
  ServiceRetired: s('This service was retired for good.', '该服务已永久停用。'),
  ServiceAlreadyPaired: s('This proxy is paired already.', '该代理已经配对。'),
  ServiceKindWrong: s(
    'A subchain proxy is paired with a cross-chain proxy; one of these is of the wrong kind.',
    '子链代理应与跨链代理配对；所选类型有误。',
  ),
  ServiceNotSubchainProxy: s(
    'A subchain is connected by a subchain proxy; the chosen service is none.',
    '子链应由子链代理连接；所选服务不是子链代理。',
  ),
  EndpointMalformed: s('The address of the service is malformed.', '服务地址格式有误。'),
  CertificateUnchanged: s('This is the certificate that the service has already.', '该服务已在使用此证书。'),
  UnknownSubchain: GONE,
  UnknownApplication: GONE,
  UnknownContract: GONE,
  SubchainNotActive: s('The subchain is not active.', '该子链当前不是有效状态。'),
  SubchainNotOffered: s('The subchain was not offered to your institution.', '该子链未移交给贵机构。'),
  StatusChangeRefused: RELOAD,
  StatusNotActiveNorSuspended: RELOAD,
  StatusNotFrozen: s('This is not frozen.', '其当前并未冻结。'),
  FunctionDuplicate: s('The function “{signature}” is named twice.', '函数“{signature}”重复。'),
  SignatureMalformed: s('“{actual}” is no function signature.', '“{actual}”不是函数签名。'),
  DataClassNotHigher: s(
    'The data class can only be raised here; lowering it needs a work order.',
    '此处只能提高数据级别；降低需通过工单。',
  ),
  DataClassNotLower: s('The data class is not higher than that already.', '当前数据级别并不高于所选级别。'),
  OverlapOutOfRange: s(
    'The former certificate may hold on from now until 30 days from now at most; choose an end within this time.',
    '旧证书最多可从现在起继续有效 30 天；请在此期限内选择终止时间。',
  ),
  SubchainOfferedToOwner: s(
    'The subchain is that institution’s already; offer it to another.',
    '该子链已属于该机构；请移交给其他机构。',
  ),
  FunctionCountOutOfRange: s(
    'A business contract declares {smallest} to {greatest} functions; these were {actual}.',
    '业务合约应声明 {smallest} 至 {greatest} 个函数；实际为 {actual} 个。',
  ),
  FunctionKindMissing: s(
    'Say of “{signature}” whether it reads or writes.',
    '请说明“{signature}”是读取还是写入。',
  ),
  CompensatorUnknown: s(
    'What undoes “{signature}” must be another writing function of the same contract with the same arguments.',
    '撤销“{signature}”的函数必须是同一合约中参数相同的另一写入函数。',
  ),
  UnknownPipeline: GONE,
  PipelineStatusWrong: RELOAD,
  PipelineClosed: s('The pipeline was closed for good.', '该管道已永久关闭。'),
  NotTheSuspender: s('Only who suspended the pipeline can resume it.', '只有暂停管道的一方可以恢复。'),
  SidesEqual: s('The two sides of a pipeline must be different institutions.', '管道双方必须是不同的机构。'),
  SideInvalid: s(
    '“{what}” of one side is not active or not of that institution.',
    '一方的“{what}”未生效或不属于该机构。',
  ),
  FunctionNotInContract: s('The business contract has no such function.', '业务合约没有该函数。'),
  DataClassTooLow: s(
    'The business contract handles data of a higher class than the pipeline allows.',
    '业务合约处理的数据级别高于管道允许的级别。',
  ),
  LimitMissing: s('Data of this class needs a limit of calls.', '此级别的数据必须设定调用限额。'),
  RuleTooWeak: s(
    'Core data crosses only between chains whose blocks are verified by their validators’ seals.',
    '核心数据只能在以验证节点签章验证的链之间传递。',
  ),
  ValidityInThePast: s(
    'The end of validity lies in the past, by the chain’s clock.',
    '按链上时间，有效期已过。',
  ),
  ValidityTooLong: s('The validity is too long for this class of data.', '对此数据级别而言有效期过长。'),
  ValidTooLong: s('The validity is too long for this class of data.', '对此数据级别而言有效期过长。'),
  AmendmentIsOwn: s('The other side must accept the amendment.', '修订须由另一方接受。'),
  NoSuchAmendment: RELOAD,
  PipelineFunctionCountOutOfRange: s(
    'A side of a pipeline allows {smallest} to {greatest} functions; these were {actual}.',
    '管道一方应允许 {smallest} 至 {greatest} 个函数；实际为 {actual} 个。',
  ),
  InstitutionsDiffer: s(
    'An amendment keeps the two institutions of the pipeline. For others, request a new pipeline.',
    '修订不能更换管道双方机构。若要更换，请另行申请管道。',
  ),
  PipelineOutOfOrder: s(
    'Something that this pipeline leads through is not in order: a subchain, service, application or contract was suspended, changed hands or handles data of a higher class.',
    '此管道经过的对象存在问题：子链、服务、应用或合约已暂停、易主或数据级别更高。',
  ),
  ConstraintDiffers: s(
    'These are not the terms that you were shown: the registry would fix the constraint {actual}, you agreed to {expected}. Nothing was agreed. Reload the page and read the terms again.',
    '这些并非向您展示的条款：登记处将确定的约束为 {actual}，您同意的是 {expected}。未达成任何约定。请刷新页面并重新阅读条款。',
  ),
  NotARegistry: BETWEEN,
};
