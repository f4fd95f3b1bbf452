import { defineTexts, type Named } from '../../shell/i18n';

/** What each check compares, by the name that the server gives it; `page-digest` is this page's own. */
export const checkTexts = defineTexts('checks', {
  zh: {
    'page-digest': '文件的 SHA-256 与台账记录的摘要一致（由本页计算）',
    digest: '证据的 SHA-256 就是所选的摘要（由服务器计算）',
    'digest-on-ledger': '台账中这一步的记录里有该摘要',
    'digest-once': '台账只用该摘要证明一件事：执行，或者补偿',
    proof: '证据本身完整、可以解析',
    inclusion: '交易及其收据包含在该区块中（Merkle 证明与区块头的根一致）',
    result: '交易执行成功',
    'chain-id': '链标识与登记的子链一致',
    contract: '调用的是登记的业务合约',
    tag: '调用数据末尾的标记是该事务的这一步',
    action: '所做的就是台账用它证明的：执行（execute）或补偿（compensate）',
    function: '调用的函数是管道允许的（补偿时为其补偿函数）',
    kind: '证据属于读操作',
    'rule.node-agreement': '登记的节点一致确认',
    'rule.qbft-seals': '法定数的登记验证节点签章',
    'does.node-agreement_one': '{{count}} 个节点确认',
    'does.node-agreement_other': '{{count}} 个节点确认',
    'does.qbft-seals_one': '{{count}} 个验证节点已签章',
    'does.qbft-seals_other': '{{count}} 个验证节点已签章',
    block: '按子链登记的规则，该区块（或读取结果）得到认可',
    'node-addresses':
      '登记的节点都在本控制台可以连接的地址上（内网地址须由管理员列入配置 verification.nodes）',
  },
  en: {
    'page-digest': 'The file’s SHA-256 is the digest on the ledger (computed by this page)',
    digest: 'The SHA-256 of the evidence is the chosen digest (computed by the server)',
    'digest-on-ledger': 'The ledger has this digest in its record of the step',
    'digest-once': 'The ledger names the digest for one thing: the step, or its undoing',
    proof: 'The evidence is whole and can be read',
    inclusion: 'Transaction and receipt are in the block (Merkle proofs against the header’s roots)',
    result: 'The transaction succeeded',
    'chain-id': 'The chain is the registered subchain',
    contract: 'The registered business contract was called',
    tag: 'The tag at the end of the call data is this step of this transaction',
    action: 'It does what the ledger names it for: the step (execute), or its undoing (compensate)',
    function: 'The pipeline allows the function that was called (or it undoes an allowed one)',
    kind: 'The evidence is of a read',
    'rule.node-agreement': 'the registered nodes agree on it',
    'rule.qbft-seals': 'a quorum of the registered validators sealed it',
    'does.node-agreement_one': '{{count}} node confirms it',
    'does.node-agreement_other': '{{count}} nodes confirm it',
    'does.qbft-seals_one': '{{count}} validator sealed it',
    'does.qbft-seals_other': '{{count}} validators sealed it',
    block: 'The subchain’s registered rule vouches for the block, or for what was read',
    'node-addresses':
      'The registered nodes are at addresses that this console may connect to (the administrator lists internal ones in verification.nodes)',
  },
});

export type CheckKey = Named<keyof (typeof checkTexts)['en']>;
