import { announce } from '../parts/announce';
import { usePunctuation } from '../parts/punctuation';
import { quoted } from '../chain/words/sentence';
import { useLanguage, useTexts } from '../shell/i18n';
import type { Command, Odd } from './commands';
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
        {commands.map(({ shows, line, odd }) => (
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
              {odd && <LeftOut odd={odd} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What another party wrote and is no such value: shown, but not where a shell would run it. */
function LeftOut({ odd }: { odd: readonly Odd[] }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { colon } = usePunctuation();
  return (
    <div className="left-out" role="note">
      <ul>
        {odd.map(({ name, told }) => (
          <li key={name}>
            {t('odd.told', { what: t(`odd.${name}`), form: t(`odd.${name}.form`) })}
            {colon}
            <bdi>{quoted(told)[language]}</bdi>
          </li>
        ))}
      </ul>
      <p>{t('odd.instead')}</p>
    </div>
  );
}
