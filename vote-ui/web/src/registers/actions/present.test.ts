import { describe, expect, it } from 'vitest';
import { FakeChain } from '../../chain/testing';
import { ACTIONS } from './catalogue';

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
      'DataLedger.dataSet': id => [[id, 'a', word, ['name', 'kind', word, 7, 8], 1, 1, 1, 1, 1, 0, 0]],
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
      volume: 7,
      value: 8,
    });
  });
});
