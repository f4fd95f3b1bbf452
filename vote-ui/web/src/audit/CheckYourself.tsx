import { announce } from '../parts/announce';
import { usePunctuation } from '../parts/punctuation';
import { useTexts } from '../shell/i18n';
import type { Command } from './commands';
import { texts, type TextKey } from './texts';
import './audit.css';

/** Commands that repeat what the page showed, without the page. */
export function CheckYourself({ commands }: { commands: readonly Command[] }) {
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  const copy = async (line: string) => {
    try {
      await navigator.clipboard.writeText(line);
      announce(t('commands.copied'));
    } catch {
      announce(t('commands.failed'));
    }
  };
  return (
    <section className="commands" aria-label={t('commands.title')}>
      <h2>{t('commands.title')}</h2>
      <p>{t('commands.text')}</p>
      <dl>
        {commands.map(({ shows, line }) => (
          <div key={shows}>
            <dt>{t(`shows.${shows}` as TextKey)}</dt>
            <dd>
              <pre tabIndex={0} aria-label={t(`shows.${shows}` as TextKey)}>
                {line}
              </pre>
              <button
                type="button"
                aria-label={`${t('commands.copy')}${colon}${t(`shows.${shows}` as TextKey)}`}
                onClick={() => void copy(line)}
              >
                {t('commands.copy')}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
