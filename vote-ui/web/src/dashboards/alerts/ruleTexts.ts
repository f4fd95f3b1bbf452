import { defineTexts } from '../../shell/i18n';

/** What each rule of the server found, by the rule's stable name; placeholders are the values that it tells. */
export const ruleTexts = defineTexts('rules', {
  zh: {
    'chain-stalled':
      '治理链停在区块 {{block}}，已 {{seconds}} 秒没有出块（设定 {{threshold}} 秒）。投票和跨链事务都已停止；请联系各验证节点的运维人员。',
    'node-unreachable':
      '控制台连接的治理链节点已 {{seconds}} 秒没有应答（设定 {{threshold}} 秒），治理链是否出块不得而知。请检查该节点及其网络连接。',
    'block-time-long':
      '最近区块的平均出块时间为 {{meanMilliseconds}} 毫秒，超过设定的 {{threshold}} 秒。请检查各验证节点的网络和负载。',
    'validator-silent':
      '验证节点 {{validator}} 在最近 {{blocks}} 个区块中没有一次签名。请其所属机构检查节点。',
    'quorum-margin-zero':
      '{{validators}} 个验证节点中只有 {{signing}} 个在签名，法定数为 {{needed}} 个；再失去一个，治理链就会停止出块。',
    'deadline-passed':
      '跨链事务 {{subject}} 已过截止时间 {{deadline}} 而未结束，状态为{{status}}。请查看哪一步尚未上报。',
    'transaction-escalated': '跨链事务 {{subject}} 无法自动了结，已于 {{escalatedAt}} 转人工处理。',
    'verdict-disputed':
      '跨链事务 {{subject}} 第 {{step}} 步的证据被 {{institution}} 判定为不成立。请核验证据。',
    'rejections-many':
      '台账在一小时内拒绝了 {{subject}} 的 {{rejections}} 条记录（设定最多 {{threshold}} 条）。请其检查跨链代理。',
    'credit-restricted': '{{subject}} 的信用分为 {{score}}，低于阈值，不能再发起跨链事务，须经投票恢复。',
    'credit-not-recorded':
      '一批事务结果（含 {{settled}} 个已结算步骤）未能计入 {{subject}} 的信用：信用合约被冻结或失效。请治理员检查该合约。',
    'unknown-call-voted': '{{voter}} 对工单 {{subject}} 投了票，而它含有未知调用。请在执行前查明这一调用。',
    'actions-many':
      '账户 {{subject}} 在一小时内进行了 {{actions}} 次治理操作（设定最多 {{threshold}} 次）。请确认确由本人操作。',
    'certificate-changed':
      '协同服务 {{subject}} 更换了证书，新指纹 {{tlsFingerprint}}，原证书有效至 {{previousUntil}}。若非计划内更换，请立即联系该机构。',
    'service-replaced':
      '协同服务 {{subject}} 的登记被立即替换，旧值即刻失效。证书：{{tlsFingerprint}}（原为 {{tlsFingerprintBefore}}）；地址：{{endpoint}}（原为 {{endpointBefore}}）；账户：{{account}}（原为 {{accountBefore}}）。若非计划内更换，请立即联系该机构。',
    'contract-upgraded':
      '治理合约 {{subject}} 已升级到第 {{version}} 版，代码地址 {{implementation}}。请核对所投票的代码。',
    'policy-loosened': '合约 {{target}} 的调用 {{selector}} 所需的表决比例由{{before}}放宽为{{policy}}。',
    'permission-widened':
      '合约 {{target}} 的函数 {{selector}} 现可由{{role}}调用，此前为{{before}}。请核对是否为所投票的内容。',
    'indexing-lag': '控制台的索引落后治理链 {{blocks}} 个区块（设定 {{threshold}} 个），列表可能不是最新。',
  },
  en: {
    'chain-stalled':
      'The governance chain stands at block {{block}} and has made none for {{seconds}} seconds ({{threshold}} are configured). Votes and cross-chain transactions stand still; tell those who run its validators.',
    'node-unreachable':
      'The console’s node of the governance chain has not answered for {{seconds}} seconds ({{threshold}} are configured): whether the chain makes blocks is not known. Look at that node and the link to it.',
    'block-time-long':
      'The mean time between the newest blocks is {{meanMilliseconds}} milliseconds; {{threshold}} seconds are configured. Look at the validators’ network and load.',
    'validator-silent':
      'The validator {{validator}} sealed none of the last {{blocks}} blocks. Its institution should look at the node.',
    'quorum-margin-zero':
      'Of {{validators}} validators only {{signing}} seal blocks, and {{needed}} are needed: one more that falls silent stops the chain.',
    'deadline-passed':
      'The cross-chain transaction {{subject}} is past its deadline {{deadline}} and has not ended: {{status}}. See which step was not reported.',
    'transaction-escalated':
      'The cross-chain transaction {{subject}} could not end by itself and awaits people since {{escalatedAt}}.',
    'verdict-disputed':
      'The evidence of step {{step}} of the cross-chain transaction {{subject}} was disputed by {{institution}}. Verify the evidence.',
    'rejections-many':
      'The ledger refused {{rejections}} entries of {{subject}} within an hour ({{threshold}} are configured). It should look at its cross-chain proxy.',
    'credit-restricted':
      'The score of {{subject}} is {{score}}, below the threshold: it may open no transactions until a vote restores it.',
    'credit-not-recorded':
      'Outcomes of a batch, {{settled}} settled steps among them, were not credited to {{subject}}: the credit contract is frozen or broken. Governors should look at it.',
    'unknown-call-voted':
      '{{voter}} voted on the work order {{subject}}, which makes a call that is not known. Find out what it does before it is executed.',
    'actions-many':
      'The account {{subject}} carried out {{actions}} governed actions within an hour ({{threshold}} are configured). Make sure that it was its owner.',
    'certificate-changed':
      'The service {{subject}} changed its certificate to {{tlsFingerprint}}; the previous one is good until {{previousUntil}}. If that was not planned, call its institution at once.',
    'service-replaced':
      'What is registered of the service {{subject}} was replaced at once, without an overlap. Certificate: {{tlsFingerprint}} (before: {{tlsFingerprintBefore}}); address: {{endpoint}} (before: {{endpointBefore}}); account: {{account}} (before: {{accountBefore}}). If that was not planned, call its institution at once.',
    'contract-upgraded':
      'The governance contract {{subject}} was upgraded to version {{version}}, code at {{implementation}}. Compare its code with what was voted on.',
    'policy-loosened': 'The call {{selector}} of {{target}} now needs: {{policy}}, instead of: {{before}}.',
    'permission-widened':
      'The function {{selector}} of {{target}} may now be called by: {{role}}. Before: {{before}}. Make sure that this was voted on knowingly.',
    'indexing-lag':
      'The console’s index is {{blocks}} blocks behind the chain ({{threshold}} are configured): lists may be out of date.',
  },
});

export type RuleKey = keyof (typeof ruleTexts)['en'];
