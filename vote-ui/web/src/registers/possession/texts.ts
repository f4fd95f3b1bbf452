import { defineTexts } from '../../shell/i18n';

export const texts = defineTexts('possession', {
  zh: {
    suite: '密码套件',
    account: '为账户登记：',
    none: '请先选择要登记密钥的账户。',
    make: '在使用该密钥的机器上新建（已有则跳过）；密钥文件不离开那里：',
    prove: '同样在那里生成持有证明。此命令不连接网络，也不发送任何内容：',
    paste: '粘贴第二条命令的输出',
    checking: '正在核验……',
    good: '持有证明有效。该账户将登记 {{suite}} 密钥第 {{version}} 版，公钥的 SHA-256 摘要为：',
    shape: '应为 govchain account key prove --json 的完整输出',
    secret: '这是私钥或密钥文件，请勿粘贴到任何网页；请粘贴 govchain account key prove --json 的输出。',
    chain: '该证明属于链 {{actual}}，本网络是链 {{expected}}',
    accountDiffers: '该证明属于账户 {{actual}}，而当前账户是 {{expected}}',
    version: '该证明用于第 {{actual}} 版，而下一把密钥是第 {{expected}} 版；请按上面的命令重新生成',
    publicKey: '该套件的公钥应为 {{expected}} 字节，实际为 {{actual}} 字节',
    proofLength: '该套件的持有证明应为 {{expected}} 字节，实际为 {{actual}} 字节',
    point: '公钥不是该套件曲线上的点',
    proof: '持有证明不是该密钥对此账户、此链和此版本的签名；请按上面的命令重新生成',
    registered: '该公钥已登记为此账户的第 {{version}} 版',
    unread: '无法从链上读取已登记的密钥：{{why}}',
  },
  en: {
    suite: 'Suite',
    account: 'Registered for account',
    none: 'Choose the account whose key it is first.',
    make: 'Make the key on the machine that will use it (leave this out if you have one). Its file stays there:',
    prove: 'Prove there that you hold it. This needs no connection and sends nothing:',
    paste: 'Paste what the second command printed',
    checking: 'Checking…',
    good: 'The proof is good. The account registers version {{version}} of its {{suite}} key, whose public key has the SHA-256 digest',
    shape: 'Expected all that govchain account key prove --json prints',
    secret:
      'This is a private key or a key file: paste it into no page. Paste what govchain account key prove --json prints.',
    chain: 'That proof is for chain {{actual}}, this is chain {{expected}}',
    accountDiffers: 'That proof is for account {{actual}}, the account chosen now is {{expected}}',
    version:
      'That proof is for version {{actual}}, the next key is version {{expected}}: make it again with the command above',
    publicKey: 'Expected a public key of {{expected}} bytes for this suite, it has {{actual}}',
    proofLength: 'Expected a proof of {{expected}} bytes for this suite, it has {{actual}}',
    point: 'The public key is no point of the suite’s curve',
    proof:
      'The proof is not this key’s signature for this account, chain and version: make it again with the command above',
    registered: 'This public key is registered already, as version {{version}} of this account',
    unread: 'The registered keys could not be read from the chain: {{why}}',
  },
});
