import { describe, expect, it } from 'vitest';
import { FakeChain } from '../../chain/testing';
import { ACTIONS } from './catalogue';
import { checkAll } from './fields';

const ID = `0x${'5'.repeat(64)}`;
const ADDRESS = `0x${'1'.repeat(40)}`;

describe('what a form begins with', () => {
  it('comes from the server only where it is a choice that is seen, otherwise from the chain', async () => {
    const told = { id: ID, kind: 'applications', label: 'a/b', publicKey: '0xaa', tlsFingerprint: '0xbb' };
    for (const { name, fields, initial } of ACTIONS)
      for (const key of Object.keys(initial?.(told) ?? {}))
        expect(['word', 'record'], `${name}.${key}`).toContain(
          fields.find(field => field.name === key)?.type.is,
        );
    const word = `0x${'6'.repeat(64)}`;
    const chain = new FakeChain({
      'Subchains.application': id => [[id, 'a', word, word, ADDRESS, '0x1234', word, 1]],
      'Services.service': id => [[id, 'a', word, 1, 1, ADDRESS, 'https://one', word, word]],
      'DataLedger.dataSet': id => [
        [id, 'a', word, ['name', 'kind', word, 2n ** 64n - 1n, 2n ** 128n - 1n], 1, 1, 1, 1, 1, 0, 0],
      ],
    });
    const present = (name: string) => ACTIONS.find(each => each.name === name)?.present?.(ID, chain);
    expect(await present('updateApplication')).toEqual({ publicKey: '0x1234', tlsFingerprint: word });
    expect(await present('updateService')).toEqual({
      account: ADDRESS,
      endpoint: 'https://one',
      tlsFingerprint: word,
    });
    expect(await present('describeDataSet')).toEqual({
      name: 'name',
      dataKind: 'kind',
      dataDigest: word,
      volume: '18446744073709551615',
      value: '340282366920938463463374607431768211455',
    });
  });

  it('signs numbers beyond 2^53 as they are, and takes no larger ones than the contract', () => {
    const describing = ACTIONS.find(each => each.name === 'describeDataSet')!;
    const values = { name: 'n', dataKind: 'table', dataDigest: `0x${'6'.repeat(64)}`, value: '0' };
    const told = { id: ID, kind: 'data-sets', label: 'a/b' } as const;
    const volume = String(2n ** 64n - 1n);
    expect(describing.call({ ...values, volume }, told)).toMatchObject({
      args: [ID, ['n', 'table', values.dataDigest, volume, '0']],
    });
    const problems = (text: string) => checkAll(describing.fields, { ...values, volume: text }, 0);
    expect(problems(volume)).toEqual({});
    expect(problems(String(2n ** 64n))).toEqual({ volume: 'range' });
    expect(problems('1e9')).toEqual({ volume: 'number' });
    expect(problems('-1')).toEqual({ volume: 'number' });
  });
});
