import { TypedDataEncoder, verifyTypedData, Wallet } from 'ethers';
import { describe, expect, it } from 'vitest';
import { freshNonce, statementData } from './typedData';

const wallet = new Wallet(`0x${'11'.repeat(32)}`);
const statement = {
  console: 'https://console.example',
  action: 'acknowledge-alert',
  subject: '7',
  text: '已处理',
  issuedAt: 1_700_000_000,
  nonce: freshNonce(),
} as const;

describe('signed statements', () => {
  it('are those of their account, to one console, on one chain', async () => {
    const data = statementData(190026, statement);
    const signature = await wallet.signTypedData(data.domain, data.types, data.message);
    expect(verifyTypedData(data.domain, data.types, data.message, signature)).toBe(wallet.address);
    const elsewhere = statementData(190026, { ...statement, console: 'https://other.example' });
    expect(verifyTypedData(elsewhere.domain, elsewhere.types, elsewhere.message, signature)).not.toBe(
      wallet.address,
    );
    const other = statementData(190027, statement);
    expect(verifyTypedData(other.domain, other.types, other.message, signature)).not.toBe(wallet.address);
  });

  it('are good for one use', () => {
    expect(freshNonce()).toMatch(/^0x[0-9a-f]{64}$/);
    expect(freshNonce()).not.toBe(freshNonce());
  });

  it('are of the type that the server computes', () => {
    const source = TypedDataEncoder.from(statementData(1, statement).types).encodeType('Statement');
    expect(source).toBe(
      'Statement(string console,string action,string subject,string text,uint256 issuedAt,bytes32 nonce)',
    );
  });
});
