import type { Problem } from '../api/problem';
import { defineTexts, textsNow } from '../shell/i18n';

/**
 * What the server's refusals mean, by their codes; the server itself explains in English only. Pages that can say
 * more of a code do so themselves.
 */
export const refusals = defineTexts('refusals', {
  zh: {
    'request-invalid': '请求的内容不符合要求，服务器没有处理。请检查输入；若您没有输入任何内容，请刷新页面。',
    'cursor-refused': '这份列表在翻页期间已变化。请回到第一页重新查看。',
    overloaded: '服务器现在很忙，没有处理这一请求。请稍候重试。',
    'too-many-requests': '短时间内请求过多。请稍候重试。',
    'too-many-downloads': '同时下载的文件过多。请等其他下载结束后重试。',
    'too-many-streams': '打开本控制台的页面过多。请关闭一些标签页后重试。',
    'service-stopping': '服务器正在停止。请稍候重试。',
    'handler-timeout': '服务器没有及时完成，操作可能已经生效。请刷新后查看。',
    'body-too-large': '内容过大，服务器不接收。',
    'body-too-slow': '上传过慢，服务器已中断。请检查网络连接后重试。',
    'body-malformed': '服务器无法读取提交的内容。请刷新页面后重试。',
    'ballot-refused': '治理链拒绝了这张选票，没有记录投票。请刷新页面查看工单和贵机构的状态。',
    'proxy-not-configured': '本控制台没有连接贵机构的跨链代理，这一操作在此不可用。',
    'proxy-unreachable': '现在无法连接贵机构的跨链代理。请联系管理员，或稍候重试。',
    'proxy-unregistered': '本控制台所连的跨链代理尚未在治理链登记。请先登记。',
    'proxy-refused': '贵机构的跨链代理拒绝了这一操作。',
    'proxy-role-refused':
      '贵机构的跨链代理不接受本控制台的证书，不回答也不执行。请管理员把该证书列为该代理的操作员证书。',
    'certificate-mismatch':
      '所配置的地址上不是贵机构的跨链代理（证书不符），没有向其发送任何内容。请联系管理员。',
    'transaction-not-escalated': '贵机构的跨链代理认为这笔事务尚未或不再等待人工处理。请稍候重新查看。',
    'nothing-to-retry': '贵机构的跨链代理没有可再次撤销的步骤。请刷新页面查看现状。',
    'nothing-to-agree': '贵机构已同意这一方案。请刷新页面查看现状。',
    'rpc-method-refused': '本控制台不转发这种节点请求。',
    'rpc-parameters-refused': '本控制台不转发参数如此的节点请求。',
    'rpc-transaction-refused': '本控制台只转发发往治理合约的交易，这笔交易没有提交。',
    'rpc-logs-refused': '查询的区块范围过大，本控制台不予转发。',
    'rpc-malformed': '节点请求的格式不正确，没有转发。',
    'rpc-answer-too-large': '节点的回答过大，未能取回。请缩小查询范围。',
    'period-refused': '所选时间段不能使用：结束须晚于开始，且不能过长。',
    'statement-malformed': '签署的声明格式不正确。请刷新页面后重新签名。',
    'statement-mismatch': '签署的声明与这一操作不符。请刷新页面后重新签名。',
    'statement-replayed': '这份声明已经用过。若要再做一次，请重新签名。',
    'statement-stale': '签名的时间与服务器相差超过 5 分钟。请重新签名。',
    'proxy-not-shared': '本控制台不公开本机构代理所掌握的内容（须由管理员设置 proxy.evidence）。',
    'evidence-not-shared': '对方没有把这份证据提供给贵机构。',
    'media-type-refused': '服务器不接收这种类型的内容。',
    'host-refused': '服务器不以此地址提供服务。请使用管理员给出的网址。',
    'origin-refused': '这一请求来自其他网站，服务器已拒绝。请在本控制台的页面中操作。',
  },
  en: {
    'request-invalid':
      'What was asked is not valid, and the server did nothing. Check what you entered; if you entered nothing, reload.',
    'cursor-refused': 'This list changed while its pages were turned. Go back to its first page.',
    overloaded: 'The server is busy and did nothing. Wait a moment and try again.',
    'too-many-requests': 'Too many requests in a short time. Wait a moment and try again.',
    'too-many-downloads': 'Too many files are being downloaded. Try again when the others are done.',
    'too-many-streams': 'This console is open in too many pages. Close some and try again.',
    'service-stopping': 'The server is stopping. Try again in a moment.',
    'handler-timeout':
      'The server did not finish in time; the action may have taken effect. Reload and look.',
    'body-too-large': 'This is larger than the server takes.',
    'body-too-slow': 'The upload was too slow and was cut. Check your connection and try again.',
    'body-malformed': 'The server could not read what was sent. Reload and try again.',
    'ballot-refused':
      'The chain refused this ballot, and no vote was recorded. Reload to see how the order and your institution stand.',
    'proxy-not-configured':
      'This console is not connected to your institution’s cross-chain proxy, which this needs.',
    'proxy-unreachable':
      'Your institution’s cross-chain proxy cannot be reached. Tell your administrator, or try again later.',
    'proxy-unregistered':
      'The cross-chain proxy of this console is not registered on the chain. Register it first.',
    'proxy-refused': 'Your institution’s cross-chain proxy refused this.',
    'proxy-role-refused':
      'Your institution’s cross-chain proxy does not take this console’s certificate, and neither answers nor acts. Have your administrator list it among the proxy’s operators.',
    'certificate-mismatch':
      'What answers at the configured address is not your institution’s cross-chain proxy (another certificate). Nothing was sent to it; tell your administrator.',
    'transaction-not-escalated':
      'To your institution’s cross-chain proxy, this transaction does not await people yet, or any more. Look again in a moment.',
    'nothing-to-retry':
      'Your institution’s cross-chain proxy has nothing that could be undone again. Reload to see how it stands.',
    'nothing-to-agree':
      'Your institution has agreed to this settlement already. Reload to see how it stands.',
    'rpc-method-refused': 'This console does not pass on such requests to a node.',
    'rpc-parameters-refused': 'This console does not pass on a request to a node with such parameters.',
    'rpc-transaction-refused':
      'This console passes on transactions to governance contracts only; this one was not sent.',
    'rpc-logs-refused': 'The range of blocks is larger than this console passes on.',
    'rpc-malformed': 'The request to the node is malformed and was not passed on.',
    'rpc-answer-too-large': 'The node’s answer is too large. Ask for less.',
    'period-refused': 'This period cannot be used: it must end after it begins, and not be too long.',
    'statement-malformed': 'The signed statement is malformed. Reload and sign again.',
    'statement-mismatch': 'The signed statement does not fit this action. Reload and sign again.',
    'statement-replayed': 'This statement was used already. Sign again if you mean it once more.',
    'statement-stale': 'The signature is more than five minutes off the server’s time. Sign again.',
    'proxy-not-shared':
      'This console does not hand out what its proxy found (its administrator would have to set proxy.evidence).',
    'evidence-not-shared': 'The other party does not share this evidence with your institution.',
    'media-type-refused': 'The server does not take this type of content.',
    'host-refused': 'The server does not serve this address. Use the one that your administrator gave you.',
    'origin-refused': 'This came from another site and was refused. Use the page of this console.',
  },
});

type Code = keyof (typeof refusals)['en'];

/** The refusal in a sentence of the page's language; undefined for a code that there are no words for. */
export function refused({ code }: Problem): string | undefined {
  return Object.hasOwn(refusals.en, code) ? textsNow(refusals)(code as Code) : undefined;
}
