import { Fields } from '../../parts/Fields';
import { span } from '../../parts/time';
import { useLanguage, useTexts } from '../../shell/i18n';
import type { Changes } from './changes';
import { LastChange } from './LastChange';
import type { Rules } from './read';
import { texts } from './texts';

/** What holds for every order: how long is voted, how long it can be carried out, how many vote. */
export function Periods({ rules, changes }: { rules: Rules; changes: Changes | undefined }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  return (
    <section className="panel" aria-labelledby="votes">
      <h2 id="votes">{t('rules')}</h2>
      <Fields
        items={[
          [t('seats'), t('seats.value', { number: rules.seats })],
          [t('voting'), span(rules.votingSeconds, language)],
          [t('grace'), span(rules.graceSeconds, language)],
          [t('delay'), t('delay.text')],
          [t('changed'), <LastChange key="periods" known={!!changes} changes={[['', changes?.periods]]} />],
        ]}
      />
    </section>
  );
}
