import { quoted } from '../chain/words/sentence';
import { usePunctuation } from '../parts/punctuation';
import { useLanguage, useTexts } from '../shell/i18n';
import { texts } from './texts';

/** What the proposer calls the order: marked as a quotation, and with nothing in it that could hide or turn text around. */
export function ProposersLine({ title }: { title: string | undefined }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { colon } = usePunctuation();
  if (!title?.trim()) return null;
  return (
    <span className="muted" data-testid="proposers-line">
      {t('proposer.calls')}
      {colon}
      <bdi>{quoted(title.trim())[language]}</bdi>
    </span>
  );
}
