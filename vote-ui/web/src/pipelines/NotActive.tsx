import { TermTag } from '../registers/StatusTag';
import type { TermSet } from '../registers/terms';
import { useLanguage } from '../shell/i18n';

/** The state in a word where it is another than the usual one: colour and border only repeat it. */
export function NotActive({ set, value }: { set: TermSet; value: string }) {
  const [language] = useLanguage();
  if (value === 'ACTIVE') return null;
  return (
    <>
      {' '}
      <TermTag set={set} value={value} language={language} />
    </>
  );
}
