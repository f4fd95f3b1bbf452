import { defineTexts } from '../shell/i18n';

export const texts = defineTexts('chain', {
  zh: {
    refused: '治理链拒绝了此操作：{{message}}。请刷新页面后再试；若仍被拒绝，请把这句话告诉管理员。',
    rejected: '您在钱包中拒绝了签名，没有提交任何内容。若要继续，请重新签名并在钱包中确认。',
    wrongNetwork: '钱包连接的是链 ID {{actual}}，而本网络是链 ID {{expected}}。请在钱包中切换网络后重试。',
    'otherNetwork.wallet':
      '钱包里链 ID {{chainId}} 对应的是另一个网络：它的首个区块是 {{actual}}，而本网络的首个区块是 {{expected}}。没有签署任何内容，也不从那里读取。请在钱包中删除链 ID 为 {{chainId}} 的网络，然后在此重新连接钱包：本页面会把本网络添加进去。',
    'otherNetwork.node':
      '设置中选择的节点属于另一个网络：它的首个区块是 {{actual}}，而本网络的首个区块是 {{expected}}。不从那里读取，也不能签名。请在设置中填写本网络的节点。',
    'otherNetwork.server':
      '本控制台的节点现在属于另一个网络：它的首个区块是 {{actual}}，而本控制台的网络的首个区块是 {{expected}}。不从那里读取，也不能签名。请通知本控制台的管理员。',
    notMined: '交易 {{hash}} 已发送，但尚未进入区块。请勿重复提交；稍候刷新页面查看结果。',
    perhapsSent:
      '节点没有响应（{{message}}），交易 {{hash}} 可能已经送达。请稍候在此再次签名：同一笔交易只会生效一次。',
    withoutEffect:
      '交易 {{hash}} 已进入区块，但没有生效，链上没有任何变化。请刷新页面查看现在的状态，然后再决定是否重试。',
    nameMismatch:
      '危险：节点把编号 {{id}} 称为“{{name}}”，而编号并不属于这个名称。请勿签名；请改用自己的节点读取，并通知管理员。',
    nodeUnreachable: '无法从治理链读取：节点没有响应（{{message}}）。请稍候重试，或在设置中选择其他节点。',
    nodeRefused: '节点拒绝了请求：{{message}}。请稍候重试，或在设置中选择其他节点。',
    serverUnreachable: '无法连接服务器。请检查网络连接，然后重试。',
    failed: '操作没有成功：{{message}}',
    mismatch:
      '危险：读到的工单内容与其编号不符（内容的编号为 {{actual}}，应为 {{expected}}）。请勿投票；请改用自己的节点读取，并通知管理员。',
    'keystore.not-a-keystore':
      '这不是密钥库文件（Web3 keystore JSON）。请选择由 govchain keys new 或钱包导出的文件。',
    'keystore.wrong-password': '密码不正确。请重新输入；注意大小写和输入法。',
    'keystore.cancelled': '已取消，密钥没有被打开。',
    'keystore.other-account': '文件中的密钥与其标明的地址不符，文件可能已被改动。请使用备份。',
    'problem.voted': '贵机构已对此工单投票。每个机构一票，且不能更改。',
    'problem.noSeat':
      '您不能对此工单投票：贵机构在工单发起时没有席位，或您的账户现在不是有效的治理员（可能已被冻结）。',
    'problem.notActive': '此工单已不能投票：它已决定、已撤回或已截止。请刷新页面查看结果。',
    'problem.signature': '签名与此投票不符。请刷新页面后重新签名。',
    'problem.noRelay': '本控制台没有设置代为提交。请直接投票。',
    'problem.voter': '此账户没有投票权：它不是有效的治理员账户（可能已被冻结或吊销）。请查看“我的账户”。',
    'problem.underWay':
      '这张选票未被接受：该投票人对此工单签署的另一张选票正在提交。请稍候刷新页面；若届时没有该机构的投票，请再提交一次。',
    'problem.displaced':
      '您的选票没有计入：有人从代为提交的账户发送了其他交易，占用了选票的位置。请直接投票，并告知本控制台的管理员。',
    'problem.elsewhere': '这份声明是为另一个控制台签署的，此控制台不接受。请在此页面重新签名。',
    'problem.chain': '服务器现在无法连接治理链，没有提交任何内容。请稍候重试。',
    'problem.role': '您的账户角色不能执行此操作。请查看“我的账户”。',
    'problem.inactive': '您的账户或所属机构现在不在有效状态，不能执行此操作。',
    'problem.stale': '签名的时间与服务器相差超过 5 分钟。请重新签名。',
    'problem.digest': '文件内容与链上的摘要不符，没有上传。请选择原始文件。',
    'problem.digestUnknown': '链上没有登记此摘要，服务器不接收该文件。',
    'problem.applicationClosed': '该入会申请已撤回或已有结果，服务器不再接收其文件。',
    'problem.full': '服务器的文件空间已满。请联系管理员。',
    title: '签名前请核对',
    'title.chain': '您将在此网络上签名：{{environment}} {{name}}，链 ID {{chainId}}',
    does: '这个签名将会：',
    signs: '您将签署的声明：',
    arguments: '其中的每一项：',
    as: '签名账户',
    nonces: '费用',
    free: '不收取费用',
    fee: '最多 {{amount}} wei',
    raw: '原始数据',
    to: '合约',
    data: '调用数据',
    understand: '本控制台不认识其中的调用。我清楚它的作用，并自行承担后果。',
    rehearsing: '正在询问治理链……',
    wouldRefuse: '治理链会拒绝：{{message}}',
    sign: '签名并提交',
    signOnly: '签名',
    cancel: '取消',
    close: '关闭',
    confirm: '请在钱包中确认……',
    sending: '正在签名并提交……',
    waiting: '已提交，等待区块……',
    done: '已完成：交易 {{hash}} 已进入区块 {{block}}',
    chainDiffers:
      '节点属于链 ID {{actual}}，而本网络是链 ID {{expected}}。请在设置中更换节点；在此之前不能签名。',
    accountDiffers: '这笔交易只能由账户 {{expected}} 签名，而当前选择的是 {{actual}}。请切换账户。',
    needAccount: '请先选择用哪个账户签名。',
    unknownNetwork: '还不知道这是哪个网络（服务器没有响应）。请稍候重试。',
  },
  en: {
    refused:
      'The chain refuses this: {{message}}. Reload and try again; if it stays so, tell your administrator what it says.',
    rejected:
      'You rejected the signature in your wallet; nothing was sent. To go on, sign again and confirm in the wallet.',
    wrongNetwork:
      'The wallet is on chain {{actual}}, this network is chain {{expected}}. Change the network in the wallet and try again.',
    'otherNetwork.wallet':
      'Your wallet has another network under chain id {{chainId}}: its first block is {{actual}}, that of this network is {{expected}}. Nothing was signed, and nothing is read there. Remove the network with chain id {{chainId}} from the wallet, then connect the wallet here again: this page adds its own network to it.',
    'otherNetwork.node':
      'The node that is chosen in the settings is of another network: its first block is {{actual}}, that of this network is {{expected}}. Nothing is read there, and nothing can be signed. Enter a node of this network in the settings.',
    'otherNetwork.server':
      'This console’s node is of another network now: its first block is {{actual}}, that of this console’s network is {{expected}}. Nothing is read there, and nothing can be signed. Tell this console’s administrator.',
    notMined:
      'Transaction {{hash}} was sent but is in no block yet. Do not send it again; reload in a moment to see what came of it.',
    perhapsSent:
      'The node did not answer ({{message}}); transaction {{hash}} may have reached it. Sign here and try again in a moment: the same transaction counts only once.',
    withoutEffect:
      'Transaction {{hash}} is in a block but had no effect: nothing changed on the chain. Reload to see how things stand before you try again.',
    nameMismatch:
      'DANGER: the node calls {{id}} “{{name}}”, but this id belongs to another name. Do not sign; read through a node of your own, and tell your administrator.',
    nodeUnreachable:
      'The chain cannot be read: the node does not answer ({{message}}). Try again in a moment, or choose another node in the settings.',
    nodeRefused:
      'The node refuses: {{message}}. Try again in a moment, or choose another node in the settings.',
    serverUnreachable: 'The server cannot be reached. Check your connection and try again.',
    failed: 'This did not work: {{message}}',
    mismatch:
      'DANGER: what was read as this order’s content does not belong to its id (the content’s id is {{actual}}, expected {{expected}}). Do not vote; read through a node of your own, and tell your administrator.',
    'keystore.not-a-keystore':
      'This is no keystore file (Web3 keystore JSON). Choose one that “govchain keys new” or a wallet has written.',
    'keystore.wrong-password': 'The password is wrong. Enter it again; mind upper and lower case.',
    'keystore.cancelled': 'Cancelled; the key was not opened.',
    'keystore.other-account':
      'The key in the file is not of the address that the file names: the file may have been changed. Use your backup.',
    'problem.voted': 'Your institution has already voted on this order. One vote counts, and it stays.',
    'problem.noSeat':
      'You cannot vote on this order: your institution had no seat when it was opened, or your account is no active governor now (perhaps frozen).',
    'problem.notActive':
      'This order cannot be voted on any more: it was decided, withdrawn, or its time is over. Reload to see which.',
    'problem.signature': 'The signature does not fit this vote. Reload and sign again.',
    'problem.noRelay': 'This console relays no votes. Vote directly.',
    'problem.voter':
      'This account has no vote: it is no active governor (perhaps frozen or revoked). See “My account”.',
    'problem.underWay':
      'This ballot was not taken: another ballot that the voter signed for this work order is being sent. Reload in a moment; if her institution has no vote then, send it again.',
    'problem.displaced':
      'Your ballot did not count: somebody else sent from the relay’s account, and that took the place of your ballot. Vote directly, and tell the console’s administrator.',
    'problem.elsewhere':
      'This statement was signed for another console, and this one does not take it. Sign again on this page.',
    'problem.chain':
      'The server cannot reach the governance chain now; nothing was sent. Try again in a moment.',
    'problem.role': 'Your account’s role may not do this. See “My account”.',
    'problem.inactive': 'Your account or its institution is not active now and cannot do this.',
    'problem.stale': 'The signature is more than five minutes off the server’s time. Sign again.',
    'problem.digest':
      'The file has not the digest that is on the chain; it was not uploaded. Choose the original file.',
    'problem.digestUnknown': 'The chain names no such digest, so the server does not take the file.',
    'problem.applicationClosed':
      'This application was withdrawn or decided: the server takes no documents of it any more.',
    'problem.full': 'The server has no more room for documents. Tell your administrator.',
    title: 'Check before you sign',
    'title.chain': 'You sign for this network: {{environment}} {{name}}, chain {{chainId}}',
    does: 'This signature will:',
    signs: 'You sign this statement:',
    arguments: 'Everything in it, item by item:',
    as: 'Signing account',
    nonces: 'Fee',
    free: 'none',
    fee: 'at most {{amount}} wei',
    raw: 'Raw data',
    to: 'Contract',
    data: 'Call data',
    understand: 'This console does not know a call in it. I know what it does, and take the consequences.',
    rehearsing: 'Asking the chain…',
    wouldRefuse: 'The chain would refuse: {{message}}',
    sign: 'Sign and send',
    signOnly: 'Sign',
    cancel: 'Cancel',
    close: 'Close',
    confirm: 'Confirm in your wallet…',
    sending: 'Signing and sending…',
    waiting: 'Sent; waiting for a block…',
    done: 'Done: transaction {{hash}} is in block {{block}}',
    chainDiffers:
      'The node is of chain {{actual}}, but this network is chain {{expected}}. Choose another node in the settings; until then nothing can be signed.',
    accountDiffers:
      'Only account {{expected}} may sign this, the one chosen now is {{actual}}. Change the account.',
    needAccount: 'First choose the account to sign with.',
    unknownNetwork:
      'It is not known yet which network this is (the server does not answer). Try again in a moment.',
  },
});
