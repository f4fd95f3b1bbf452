import { TypedDataEncoder, verifyTypedData, Wallet } from 'ethers';
import { describe, expect, it } from 'vitest';
import ballots from '../../../vectors/ballots.json';
import vectors from '../../../vectors/statements.json';
import { ballotData, digestOf, freshNonce, statementData, type Statement } from './typedData';

describe('statements', () => {
  it('have the digests and signatures that the server reads', async () => {
    const wallet = new Wallet(vectors.privateKey);
    for (const { chainId, statement, digest, account, signature } of vectors.statements) {
      const data = statementData(chainId, statement as Statement);
      expect(digestOf(data)).toBe(digest);
      expect(wallet.address.toLowerCase()).toBe(account);
      expect(await wallet.signTypedData(data.domain, data.types, data.message)).toBe(signature);
      expect(TypedDataEncoder.from(data.types).primaryType).toBe('Statement');
    }
  });

  it('are for one chain', () => {
    const statement = vectors.statements[0]?.statement as Statement;
    expect(digestOf(statementData(1, statement))).not.toBe(digestOf(statementData(2, statement)));
  });

  it('never repeat their nonce', () => {
    expect(new Set(Array.from({ length: 100 }, freshNonce)).size).toBe(100);
  });
});

describe('ballots', () => {
  it('are signed as the contract recovers them', async () => {
    const wallet = new Wallet(vectors.privateKey);
    const data = ballotData(190026, {
      proposalId: '7',
      support: 1,
      voter: wallet.address,
      nonce: 0n,
      reason: '',
    });
    expect(TypedDataEncoder.from(data.types).encodeType('Ballot')).toBe(
      'Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)',
    );
    const signature = await wallet.signTypedData(data.domain, data.types, data.message);
    expect(verifyTypedData(data.domain, data.types, data.message, signature)).toBe(wallet.address);
  });

  it('are signed with their reason as the contract and the server recover them', async () => {
    const wallet = new Wallet(vectors.privateKey);
    for (const { chainId, workOrder, support, nonce, reason, digest, signature } of ballots.ballots) {
      const proposalId = BigInt(workOrder).toString();
      const ballot = { proposalId, support, voter: wallet.address, nonce: BigInt(nonce), reason };
      const data = ballotData(chainId, ballot);
      expect(digestOf(data)).toBe(digest);
      expect(await wallet.signTypedData(data.domain, data.types, data.message)).toBe(signature);
    }
  });
});
