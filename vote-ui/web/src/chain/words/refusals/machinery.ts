import type { Sentence } from '../sentence';
import { BETWEEN, NO_CODE, s } from './shared';

/** What contracts are built of: refusals that hardly anybody meets, and what to do all the same. */
export const MACHINERY: Readonly<Record<string, Sentence>> = {
  NoAnswer: s(
    'The node answered, but not as a governance chain does. Check which node is set in the settings.',
    '节点有响应，但不是治理链的响应。请检查设置中的节点。',
  ),
  Error: s('The contract refused: {text}', '合约拒绝：{text}'),
  AddressEmptyCode: NO_CODE,
  ERC1967InvalidImplementation: NO_CODE,
  UUPSUnsupportedProxiableUUID: NO_CODE,
  ERC1967NonPayable: BETWEEN,
  UUPSUnauthorizedCallContext: BETWEEN,
  NotInitializing: BETWEEN,
  CheckpointUnorderedInsertion: BETWEEN,
  InvalidInitialization: s(
    'This contract was set up before; it is set up once only.',
    '该合约此前已初始化；只能初始化一次。',
  ),
  FailedCall: s(
    'What the work order carries out failed without a reason. Look whether what it changes is still as it was when it was proposed.',
    '工单所执行的调用失败且未说明原因。请检查其变更对象是否仍与发起时一致。',
  ),
  InsufficientBalance: s(
    'The contract has {balance}, {needed} are needed: governance moves no money.',
    '合约余额为 {balance}，需要 {needed}：治理不转移资金。',
  ),
  SafeCastOverflowedUintDowncast: s(
    'The number {value} is too large: {bits} bits are kept of it.',
    '数值 {value} 过大：最多保存 {bits} 位。',
  ),
};
