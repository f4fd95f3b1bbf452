/**
 * What each function of the governance contracts does, in words. A name in braces is a parameter, shown as what it stands for
 * (an institution's name for its id, an enum's word for its number); `|kind` says what it stands for where its name does not.
 */
export interface ActionWords {
  zh: string;
  en: string;
}

const words = (en: string, zh: string): ActionWords => ({ en, zh });

/** By contract and function; overloads by their types, too. */
export const ACTIONS: Readonly<Record<string, ActionWords>> = {
  // Members
  'Institutions.admit': words('Admit {applicationId}', '接纳{applicationId}'),
  'Institutions.suspend': words('Suspend institution {id} and all its accounts', '暂停机构{id}及其全部账户'),
  'Institutions.reinstate': words('Reinstate institution {id}', '恢复机构{id}'),
  'Institutions.expel': words('Expel institution {id} for good', '将机构{id}永久除名'),
  'Institutions.changeCategory': words(
    'Make institution {id} a member of category {category}',
    '将机构{id}的类别改为{category}',
  ),
  'Institutions.applyForMembership': words(
    'Apply for membership of {name} (code {code}) as {category} institution, with the document of digest {documentDigest}; further particulars: {attributes}',
    '为{name}（代码 {code}）申请成为{category}机构，申请文件摘要 {documentDigest}；其他信息：{attributes}',
  ),
  'Institutions.withdrawApplication': words(
    'Withdraw the application of {applicationId}',
    '撤回{applicationId}的申请',
  ),
  'Institutions.review': words(
    'Put on record for your institution: it {recommendation} {applicationId}, by the report of digest {reportDigest}',
    '以贵机构名义记录评审意见：对{applicationId}{recommendation}，评审报告摘要 {reportDigest}',
  ),
  'Institutions.recordRejection': words(
    'Record that the application of {applicationId} was refused',
    '记录{applicationId}的申请已被否决',
  ),
  'Institutions.withdraw': words(
    'End the membership of your own institution for good',
    '永久终止贵机构的成员资格',
  ),
  // Accounts
  'Accounts.activate': words('Activate {account_}', '启用{account_}'),
  'Accounts.freeze': words('Freeze {account_}', '冻结{account_}'),
  'Accounts.unfreeze': words('Unfreeze {account_}', '解冻{account_}'),
  'Accounts.revoke': words('Revoke for good {account_}', '永久吊销{account_}'),
  'Accounts.setTargetFunctionRole': words(
    'Let only {roleId|role} call {selectors|functions}',
    '仅允许{roleId|role}调用 {selectors|functions}',
  ),
  'Accounts.requestAccount': words(
    'Request an account for {institution}: address {account_|text}, role {role}',
    '为{institution}申请账户：地址 {account_|text}，角色{role}',
  ),
  'Accounts.rotate': words(
    'Replace your key: the account of the new key {publicKey|keyAddress} takes over at once, and yours ends for good',
    '更换您的密钥：新密钥的账户 {publicKey|keyAddress} 立即接替，您现在的账户永久失效',
  ),
  // Voting
  'WorkOrders.setPolicy': words(
    'Let {selector|functions} need this majority: {policy}',
    '将 {selector|functions} 的表决规则改为：{policy}',
  ),
  'WorkOrders.setPeriods': words(
    'Let votes last {votingPeriod_|span}, and accepted work orders stay executable for {gracePeriod_|span}',
    '将表决期改为 {votingPeriod_|span}，通过后的执行期改为 {gracePeriod_|span}',
  ),
  'WorkOrders.propose': words(
    'Open a work order {description}. If it is accepted: {calldatas|calls}',
    '发起投票工单{description}。若获通过：{calldatas|calls}',
  ),
  'WorkOrders.execute': words(
    'Carry out an accepted work order: {calldatas|calls}',
    '执行已通过的工单：{calldatas|calls}',
  ),
  'WorkOrders.cancel': words(
    'Withdraw your work order: {calldatas|calls}',
    '撤回您的工单：{calldatas|calls}',
  ),
  'WorkOrders.castVote': words(
    'Cast the vote “{support|vote}” on work order {proposalId|order}',
    '对工单 {proposalId|order} 投“{support|vote}”票',
  ),
  'WorkOrders.castVoteWithReason': words(
    'Cast the vote “{support|vote}” on work order {proposalId|order}, with the reason {reason}',
    '对工单 {proposalId|order} 投“{support|vote}”票，理由：{reason}',
  ),
  'WorkOrders.castVoteBySig': words(
    'Hand in the vote “{support|vote}” of {voter} on work order {proposalId|order}',
    '代{voter}提交对工单 {proposalId|order} 的“{support|vote}”票',
  ),
  'WorkOrders.castVoteWithReasonAndParamsBySig': words(
    'Hand in the vote “{support|vote}” of {voter} on work order {proposalId|order}, with the reason {reason}',
    '代{voter}提交对工单 {proposalId|order} 的“{support|vote}”票，理由：{reason}',
  ),
  // Nodes
  'Nodes.admit': words('Admit {id}', '接纳{id}'),
  'Nodes.remove': words('Remove {id}', '移除{id}'),
  'Nodes.setMinimumValidators': words(
    'Never let there be fewer validators than {minimum}',
    '规定验证节点不得少于 {minimum} 个',
  ),
  'Nodes.request': words(
    'Request a node of kind {kind} at {endpoint} for your institution',
    '为贵机构申请{kind}节点，地址 {endpoint}',
  ),
  // Services
  'Services.freeze': words('Freeze service {id}', '冻结服务 {id}'),
  'Services.unfreeze': words('Unfreeze service {id}', '解冻服务 {id}'),
  'Services.register': words(
    'Register the {kind} {code} of your institution at {endpoint}, with {account} and certificate {tlsFingerprint}',
    '登记贵机构的{kind} {code}，地址 {endpoint}，使用{account}，证书指纹 {tlsFingerprint}',
  ),
  'Services.update': words(
    'Change service {id} to address {endpoint}, {account} and certificate {tlsFingerprint}',
    '将服务 {id} 改为地址 {endpoint}、{account}、证书指纹 {tlsFingerprint}',
  ),
  'Services.rotateCertificate': words(
    'Give service {id} the certificate {tlsFingerprint}; the one before counts until {previousUntil}',
    '将服务 {id} 的证书换为 {tlsFingerprint}；旧证书有效至 {previousUntil}',
  ),
  'Services.pair': words(
    'Pair {subchainProxy} with {crosschainProxy}',
    '将 {subchainProxy} 与 {crosschainProxy} 配对',
  ),
  'Services.suspend': words('Suspend service {id}', '暂停服务 {id}'),
  'Services.resume': words('Resume service {id}', '恢复服务 {id}'),
  'Services.retire': words('Retire service {id} for good', '永久停用服务 {id}'),
  // Subchains, applications, business contracts
  'Subchains.freeze': words('Freeze {item} {id}', '冻结{item} {id}'),
  'Subchains.unfreeze': words('Unfreeze {item} {id}', '解冻{item} {id}'),
  'Subchains.declassifyContract': words(
    'Treat the data of business contract {id|contract} as no more than {dataClass}',
    '将业务合约 {id|contract} 的数据级别降为{dataClass}',
  ),
  'Subchains.classifyContract': words(
    'Treat the data of business contract {id|contract} as {dataClass}',
    '将业务合约 {id|contract} 的数据级别升为{dataClass}',
  ),
  'Subchains.registerSubchain': words(
    'Register the subchain {code} of your institution (kind {kind}, chain {chainId}), connected by {service}, believed by the rule {rule}',
    '登记贵机构的子链 {code}（类型 {kind}，链 ID {chainId}），由 {service} 连接，验证规则：{rule}',
  ),
  'Subchains.registerApplication': words(
    'Register the application {code} on subchain {subchain_}, with key {publicKey|keyAddress}',
    '在子链 {subchain_} 上登记业务应用 {code}，密钥 {publicKey|keyAddress}',
  ),
  'Subchains.registerContract': words(
    'Register the business contract {code} on subchain {subchain_}, at {contractAddress}, with its functions {functions|list}',
    '在子链 {subchain_} 上登记业务合约 {code}，地址 {contractAddress}，函数 {functions|list}',
  ),
  'Subchains.setSubchainStatus': words(
    'Set subchain {id|subchain} to: {status}',
    '将子链 {id|subchain} 设为：{status}',
  ),
  'Subchains.setApplicationStatus': words(
    'Set application {id|application} to: {status}',
    '将业务应用 {id|application} 设为：{status}',
  ),
  'Subchains.setContractStatus': words(
    'Set business contract {id|contract} to: {status}',
    '将业务合约 {id|contract} 设为：{status}',
  ),
  'Subchains.updateTrustAnchors': words(
    'Believe subchain {id|subchain} by the rule {rule} with new anchors from now on',
    '自此以{rule}及新的信任锚验证子链 {id|subchain}',
  ),
  'Subchains.updateApplication': words(
    'Give application {id|application} the key {publicKey|keyAddress}',
    '将业务应用 {id|application} 的密钥换为 {publicKey|keyAddress}',
  ),
  'Subchains.offerSubchain': words(
    'Offer subchain {id|subchain} to {institution}',
    '将子链 {id|subchain} 移交给 {institution}',
  ),
  'Subchains.acceptSubchain': words(
    'Take over subchain {id|subchain}, connected by {service}',
    '接收子链 {id|subchain}，由 {service} 连接',
  ),
  // Pipelines
  'Pipelines.freeze': words('Freeze pipeline {id}', '冻结管道 {id}'),
  'Pipelines.unfreeze': words('Unfreeze pipeline {id}', '解冻管道 {id}'),
  'Pipelines.request': words(
    'Request pipeline {code} from {source.institution} (subchain {source.subchain}) to {target.institution} (subchain {target.subchain}), business contract {target.businessContract|contract} with the functions {target.functions|target} (at the source {source.businessContract|contract} with {source.functions|source}), until {terms.validUntil}, data class {terms.dataClass}, {terms.callsPerWindow} calls in {terms.windowSeconds|span}',
    '申请管道 {code}：从 {source.institution}（子链 {source.subchain}）到 {target.institution}（子链 {target.subchain}），业务合约 {target.businessContract|contract} 的函数 {target.functions|target}（源端 {source.businessContract|contract} 的函数 {source.functions|source}），有效至 {terms.validUntil}，数据级别{terms.dataClass}，每 {terms.windowSeconds|span} 最多 {terms.callsPerWindow} 次调用',
  ),
  'Pipelines.authorise': words(
    'Authorise pipeline {id} for your institution, exactly as the constraint {constraint} fixes it',
    '以贵机构名义授权管道 {id}，且仅限约束 {constraint} 所确定的内容',
  ),
  'Pipelines.amend': words(
    'Propose an amendment of pipeline {id}: business contract {target.businessContract|contract} with the functions {target.functions|target} (at the source {source.businessContract|contract} with {source.functions|source}), until {terms.validUntil}, data class {terms.dataClass}, {terms.callsPerWindow} calls in {terms.windowSeconds|span}',
    '提出修订管道 {id}：业务合约 {target.businessContract|contract} 的函数 {target.functions|target}（源端 {source.businessContract|contract} 的函数 {source.functions|source}），有效至 {terms.validUntil}，数据级别{terms.dataClass}，每 {terms.windowSeconds|span} 最多 {terms.callsPerWindow} 次调用',
  ),
  'Pipelines.acceptAmendment': words(
    'Accept amendment {number} of pipeline {id}, exactly as the constraint {constraint} fixes it',
    '接受管道 {id} 的修订 {number}，且仅限约束 {constraint} 所确定的内容',
  ),
  'Pipelines.suspend': words('Suspend pipeline {id}', '暂停管道 {id}'),
  'Pipelines.resume': words('Resume pipeline {id}', '恢复管道 {id}'),
  'Pipelines.close': words('Close pipeline {id} for good', '永久关闭管道 {id}'),
  'Pipelines.refresh': words(
    'Take in what has changed around pipeline number {number}',
    '更新编号为 {number} 的管道的依赖状态',
  ),
  // Transactions
  'Transactions.resolve': words(
    'Declare resolved the escalated transaction {transaction_}, with the note {note}',
    '将待人工处理的事务 {transaction_} 标记为已解决，说明：{note}',
  ),
  'Transactions.record': words('Report on cross-chain transactions', '上报跨链事务'),
  // Credit
  'Credit.restore': words(
    'Lift the restriction of {institution}: it may open transactions again at once, and its credit score becomes {score}, whatever it has earned or lost',
    '解除{institution}的限制：该机构可立即重新发起事务，信用分直接改为 {score}，不论其此前得失',
  ),
  'Credit.setAffiliated': words(
    'Hold {one} and {other} to belong together: {affiliated_} (transactions between affiliates earn no credit)',
    '认定{one}与{other}为关联机构：{affiliated_}（关联机构之间的事务不计信用）',
  ),
  'Credit.setRules': words(
    'Change the rules of credit: start {rules_.start}, threshold {rules_.threshold}, ceiling {rules_.ceiling}, settled +{rules_.settled}, failed −{rules_.failed}, late −{rules_.late}, disputed −{rules_.disputed}, escalated −{rules_.escalated}, at most +{rules_.mostGain} and −{rules_.mostLoss} by one counterparty in {rules_.window|span}',
    '更改信用规则：初始 {rules_.start}，门槛 {rules_.threshold}，上限 {rules_.ceiling}，结算 +{rules_.settled}，失败 −{rules_.failed}，超时 −{rules_.late}，争议 −{rules_.disputed}，上报 −{rules_.escalated}，同一对手方在 {rules_.window|span} 内最多 +{rules_.mostGain}、−{rules_.mostLoss}',
  ),
  // Governance contracts
  'Contracts.register': words(
    'Register governance contract {name} at {location}',
    '登记治理合约 {name}，地址 {location}',
  ),
  'Contracts.deploy': words(
    'Deploy governance contract {name} from creation code with hash {creationCodeHash}, then initialise it with {data}',
    '部署治理合约 {name}，创建代码哈希 {creationCodeHash}，初始化调用 {data}',
  ),
  'Contracts.construct': words(
    'Hand in the code of governance contract {name} that was decided on',
    '提交已表决通过的治理合约 {name} 的代码',
  ),
  'Contracts.upgrade': words(
    'Upgrade governance contract {name} to the code at {implementation|text}, then {data|inner}',
    '将治理合约 {name} 升级为地址 {implementation|text} 处的代码，随后{data|inner}',
  ),
  'Contracts.freeze': words(
    'Freeze governance contract {name}: only work orders can call it',
    '冻结治理合约 {name}：仅工单可调用',
  ),
  'Contracts.unfreeze': words('Unfreeze governance contract {name}', '解冻治理合约 {name}'),
  'Contracts.retire': words('Retire governance contract {name} for good', '永久停用治理合约 {name}'),
  // Alliances
  'Alliances.found': words(
    'Found the alliance {name} (code {code}) for the scenario {scenario}',
    '为场景{scenario}发起动态联盟{name}（代码 {code}）',
  ),
  'Alliances.invite': words('Invite {institution} into alliance {id}', '邀请{institution}加入联盟 {id}'),
  'Alliances.join': words('Join alliance {id}, or ask to', '加入联盟 {id}，或提出加入请求'),
  'Alliances.withdrawConsent': words(
    'Take back the invitation or request of {institution} in alliance {id}',
    '撤回联盟 {id} 中{institution}的邀请或请求',
  ),
  'Alliances.leave': words('Leave alliance {id}', '退出联盟 {id}'),
  'Alliances.setRole': words(
    'Make {institution} {role} of alliance {id}',
    '将{institution}设为联盟 {id} 的{role}',
  ),
  'Alliances.offerLead': words(
    'Offer the lead of alliance {id} to {institution}',
    '将联盟 {id} 的牵头权移交给{institution}',
  ),
  'Alliances.acceptLead': words('Take over the lead of alliance {id}', '接受联盟 {id} 的牵头权'),
  'Alliances.addSubchain': words(
    'Bring subchain {subchain} into alliance {id}',
    '将子链 {subchain} 纳入联盟 {id}',
  ),
  'Alliances.removeSubchain': words(
    'Take subchain {subchain} out of alliance {id}',
    '将子链 {subchain} 移出联盟 {id}',
  ),
  'Alliances.support': words(
    'Support the motion to {motion_} in alliance {id} (about {subject|institution})',
    '在联盟 {id} 中支持动议：{motion_}（对象 {subject|institution}）',
  ),
  'Alliances.offerMerge': words('Offer to merge alliance {id} into {into}', '提出将联盟 {id} 并入 {into}'),
  'Alliances.acceptMerge': words(
    'Accept that alliance {id} is merged into {into}',
    '同意将联盟 {id} 并入 {into}',
  ),
  // Data
  'DataLedger.lower': words(
    'Treat data set {id} as no more than {sensitivity}',
    '将数据集 {id} 的数据级别降为{sensitivity}',
  ),
  'DataLedger.freeze': words('Forbid every use of data set {id}', '禁止使用数据集 {id}'),
  'DataLedger.unfreeze': words('Allow again the use of data set {id}', '恢复使用数据集 {id}'),
  'DataLedger.approveGrant': words(
    'Let {institution} use the core data {id}',
    '允许{institution}使用核心数据 {id}',
  ),
  'DataLedger.cancelGrant': words(
    'Let {institution} no longer use the data {id}',
    '不再允许{institution}使用数据 {id}',
  ),
  'DataLedger.register': words(
    'Register the data set {code} ({description.name}), sensitivity {sensitivity}',
    '登记数据集 {code}（{description.name}），数据级别{sensitivity}',
  ),
  'DataLedger.describe': words(
    'Describe data set {id} anew: {description.name}, digest {description.digest}',
    '更新数据集 {id} 的描述：{description.name}，摘要 {description.digest}',
  ),
  'DataLedger.raise': words(
    'Treat data set {id} as {sensitivity}',
    '将数据集 {id} 的数据级别升为{sensitivity}',
  ),
  'DataLedger.suspend': words('Suspend data set {id}', '暂停数据集 {id}'),
  'DataLedger.resume': words('Resume data set {id}', '恢复数据集 {id}'),
  'DataLedger.retire': words('Retire data set {id} for good', '永久停用数据集 {id}'),
  'DataLedger.grant': words(
    'Let {institution} use data set {id} until {until}',
    '允许{institution}使用数据集 {id}，至 {until}',
  ),
  'DataLedger.revoke': words(
    'End the grant of data set {id} to {institution}',
    '终止向{institution}授予的数据集 {id}',
  ),
  'DataLedger.recordUse': words('Record a use of data set {id}', '记录对数据集 {id} 的一次使用'),
  // Protocol keys
  'ProtocolKeys.acceptByVote': words(
    'Accept version {version} of the {suite} key of {account}',
    '认可{account}的 {suite} 密钥第 {version} 版',
  ),
  'ProtocolKeys.revokeByVote': words(
    'Revoke for good version {version} of the {suite} key of {account}',
    '永久吊销{account}的 {suite} 密钥第 {version} 版',
  ),
  'ProtocolKeys.setConfirmations': words(
    'Let {confirmations_} institutions confirm each protocol key',
    '将协议密钥所需的确认机构数改为 {confirmations_}',
  ),
  'ProtocolKeys.register': words(
    'Register a {suite} key for your account, valid until {validUntil}',
    '为您的账户登记密钥（{suite}），有效期截至：{validUntil}',
  ),
  'ProtocolKeys.confirm': words(
    'Confirm version {version} of the {suite} key of {account}',
    '确认{account}的 {suite} 密钥第 {version} 版',
  ),
  'ProtocolKeys.revoke': words(
    'Revoke for good version {version} of the {suite} key of {account}',
    '永久吊销{account}的 {suite} 密钥第 {version} 版',
  ),
};
