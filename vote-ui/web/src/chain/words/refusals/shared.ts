import { sentence, type Sentence } from '../sentence';

export const s = (en: string, zh: string): Sentence => sentence(en, zh);

export const RELOAD = s(
  'Something has changed since this page was loaded. Reload it and look again.',
  '页面加载之后情况已有变化。请刷新页面后再看。',
);
export const GONE = s(
  'What this is about is not registered on this chain. Check what you chose.',
  '所涉及的对象未在本链登记。请检查所选内容。',
);
export const NOT_YOURS = s(
  'Only the institution that this belongs to may do this.',
  '只有其所属机构才能执行此操作。',
);
export const UNAUTHORISED = s(
  'Your account may not do this: it is not active (perhaps frozen, revoked or of a suspended institution), or it has not the role that this needs. See “My account”.',
  '您的账户不能执行此操作：账户未生效（可能已被冻结、吊销或所属机构已暂停），或不具备所需角色。请查看“我的账户”。',
);
export const BETWEEN = s(
  'Only the governance contracts do this among themselves; a call from outside is refused. If you did not make the call by hand, tell the operator of this console.',
  '此操作只在治理合约之间进行，外部调用一律拒绝。若非您手工调用，请告知本控制台的运维人员。',
);
export const NOT_BY_HAND = s(
  'Only the voting itself does this, by carrying out an accepted work order. Open a work order.',
  '只有执行已通过的工单才能进行此操作。请发起工单。',
);
export const NO_QUEUE = s(
  'Work orders do not queue here: an accepted one is carried out at once. Reload and carry it out.',
  '此处工单无需排队：通过后即可执行。请刷新后执行。',
);
export const NO_DELAYS = s(
  'The register of accounts keeps no delayed calls: what an account may do, it does at once. Call directly.',
  '账户登记不设延迟调用：账户有权执行的操作可立即执行。请直接调用。',
);
export const NO_CODE = s(
  'At the address of the new code there is no contract that a governance contract can become. Deploy the right one, and name its address.',
  '新代码地址处没有可供治理合约采用的合约。请部署正确的合约并填写其地址。',
);
export const AT_FOUNDING = s(
  'This can only go wrong while a chain is founded.',
  '此错误只会出现在建链过程中。',
);
