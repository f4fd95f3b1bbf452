import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { explain } from '../chain/explain';
import i18next from 'i18next';
import { refused, refusals } from './refusals';

describe('refusals by the server', () => {
  it.each(Object.keys(refusals.zh))('%s is told in Chinese without the server’s English', async code => {
    await i18next.changeLanguage('zh');
    const problem = new Problem(code, 400, 'some detail of the server');
    expect(refused(problem)).toMatch(/^\p{Script=Han}/u);
    expect(explain(problem)).not.toContain('detail');
    await i18next.changeLanguage('en');
  });

  it('that have no words are left to the server’s', () => {
    expect(refused(new Problem('unheard-of', 400, 'detail'))).toBeUndefined();
  });
});
