import { Wallet } from 'ethers';
import { describe, expect, it } from 'vitest';
import { statementData, type Statement } from '../chain/typedData';
import { headerOf, nameIn, namingText } from './documentName';

const CHAIN = 190026;
const DIGEST = '0x' + '5b'.repeat(32);
const wallet = new Wallet('0x' + '00'.repeat(29) + '0c0de1');

async function handedOut(
  text: string,
  altered: Partial<Statement> = {},
  subject = DIGEST,
): Promise<Response> {
  const statement: Statement = {
    console: 'https://console.example',
    action: 'upload-document',
    subject,
    text,
    issuedAt: 1795288600,
    nonce: '0x' + 'fe'.repeat(32),
  };
  const data = statementData(CHAIN, statement);
  const signature = await wallet.signTypedData(data.domain, data.types, data.message);
  const header = headerOf({ ...statement, ...altered, account: wallet.address.toLowerCase(), signature });
  return new Response('', { headers: { 'x-govchain-statement': header } });
}

describe('the name of a document', () => {
  it('is what its uploader signed, with the account that did', async () => {
    expect(namingText({ name: '章程 2027.pdf', type: 'application/pdf' })).toBe(
      '章程 2027.pdf (application/pdf)',
    );
    expect(nameIn(await handedOut('章程 2027.pdf (application/pdf)'), DIGEST, CHAIN)).toEqual({
      name: '章程 2027.pdf',
      account: wallet.address.toLowerCase(),
    });
    expect(namingText({ name: 'a', type: 'x"y' })).toBe('a');
  });

  it('keeps its ending where it is too long', () => {
    const pdf = (stem: string) => namingText({ name: `${stem}.pdf`, type: 'application/pdf' });
    expect(pdf('a'.repeat(146))).toBe(`${'a'.repeat(146)}.pdf (application/pdf)`);
    expect(pdf('a'.repeat(147))).toBe(`${'a'.repeat(146)}.pdf (application/pdf)`);
    expect(pdf('😀'.repeat(300))).toBe(`${'😀'.repeat(146)}.pdf (application/pdf)`);
    const named = (name: string) => namingText({ name, type: '' });
    expect(named('b'.repeat(200))).toBe('b'.repeat(150));
    expect(named(`b.${'c'.repeat(200)}`)).toBe(`b.${'c'.repeat(148)}`);
  });

  it('is none where the server changed it, or took it from another document, chain or statement', async () => {
    expect(nameIn(await handedOut('a.pdf', { text: 'b.pdf' }), DIGEST, CHAIN)).toBeUndefined();
    expect(nameIn(await handedOut('a.pdf', {}, '0x' + '5c'.repeat(32)), DIGEST, CHAIN)).toBeUndefined();
    expect(nameIn(await handedOut('a.pdf'), DIGEST, CHAIN + 1)).toBeUndefined();
    expect(nameIn(new Response(''), DIGEST, CHAIN)).toBeUndefined();
    const nonsense = new Response('', { headers: { 'x-govchain-statement': 'AAAA' } });
    expect(nameIn(nonsense, DIGEST, CHAIN)).toBeUndefined();
  });

  it('leads neither disk nor reader astray', async () => {
    expect(nameIn(await handedOut('../..\\etc/\u202egpj.exe\r\n'), DIGEST, CHAIN)?.name).toBe('gpj.exe');
    expect(nameIn(await handedOut(' ../ '), DIGEST, CHAIN)).toBeUndefined();
  });
});
