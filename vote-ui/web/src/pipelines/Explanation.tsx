import { Alert } from 'antd';
import { Fragment, useId, type ReactNode } from 'react';
import { useNetwork } from '../api/hooks';
import { ADDRESSES } from '../chain/contracts';
import { Quoted } from '../chain/Quoted';
import { Hash } from '../parts/Hash';
import { Time, useBlockTime } from '../parts/Time';
import { span } from '../parts/time';
import { usePunctuation } from '../parts/punctuation';
import { useLanguage, useTexts } from '../shell/i18n';
import { term } from '../registers/terms';
import { compareConstraint, constraintToAgree } from './constraint';
import type { KnownVersion } from './read';
import { texts, type TextKey } from './texts';
import { explain, type Explained, type Point, type Quote } from './words';
import './pipelines.css';

const SECTIONS: readonly (keyof Explained)[] = ['who', 'what', 'how', 'limits', 'evidence'];

/** What a pipeline's version allows, point by point, with its constraint computed again in the page. */
export function Explanation({ known, heading }: { known: KnownVersion; heading: TextKey }) {
  const t = useTexts(texts);
  const now = useBlockTime() ?? 0;
  const id = useId();
  const explained = explain(known, now);
  return (
    <section className="panel" aria-labelledby={id} data-testid="explanation">
      <h2 id={id}>{t(heading)}</h2>
      <p className="muted">{t('from')}</p>
      {SECTIONS.map(section => (
        <section key={section} aria-label={t(section)}>
          <h3>{t(section)}</h3>
          <ul className="plain">
            {explained[section].map((point, at) => (
              <li key={at} className={point.warns ? 'warns' : undefined}>
                <PointText point={point} />
                {point.list && <Listed list={point.list} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Constraint known={known} />
    </section>
  );
}

/** What a sentence counts: who agrees to it can see whom it counts. */
function Listed({ list }: { list: readonly string[] }) {
  const t = useTexts(texts);
  return (
    <details>
      <summary>{t('evidence.validators')}</summary>
      <ul>
        {list.map(each => (
          <li key={each} className="hash">
            {each}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A sentence. What stands in it is put in where it belongs afterwards: no text of a party is read as part of the sentence. */
export function PointText({ point }: { point: Point }): ReactNode {
  const t = useTexts(texts);
  const marks = Object.keys(point.values).map(name => [name, `\u0000${name}\u0000`]);
  return t(point.text, Object.fromEntries(marks))
    .split('\u0000')
    .map((piece, at) => (
      <Fragment key={at}>{at % 2 === 0 ? piece : <Standing name={piece} values={point.values} />}</Fragment>
    ));
}

/** What stands in a sentence: times, spans and words of the chain as people put them, what parties wrote as quotations. */
function Standing({ name, values }: { name: string; values: Point['values'] }): ReactNode {
  const [language] = useLanguage();
  const { inBrackets, listed } = usePunctuation();
  const value = values[name];
  if (value === undefined) return null;
  if (name === 'time') return <Time seconds={Number(value)} both />;
  if (name === 'window') return span(Number(value), language);
  if (name === 'dataClass') return term('DataClass', value, language);
  if (typeof value !== 'object') return <bdi>{value}</bdi>;
  const quotes: readonly Quote[] = 'quote' in value ? [value] : value;
  return (
    <>
      {quotes.map((each, at) => (
        <Fragment key={at}>
          {at > 0 && listed(['', ''])}
          <Quoted text={each.quote} />
        </Fragment>
      ))}
      {/* With the code, which its id vouches for: a name is only what the registry tells. */}
      {name === 'institution' && inBrackets(String(values.code))}
    </>
  );
}

/** The registered constraint beside the one that follows from what the page read. */
export function Constraint({ known }: { known: KnownVersion }) {
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  const { data: network } = useNetwork();
  if (!network) return null;
  const comparison = compareConstraint(network.chainId, ADDRESSES.Pipelines, known.version);
  return (
    <section aria-label={t('constraint')} data-testid="constraint" data-state={comparison.state}>
      <h3>{t('constraint')}</h3>
      <p className="muted">{t('constraint.text')}</p>
      {comparison.state === 'not-agreed' && (
        <>
          <Hash value={constraintToAgree(network.chainId, ADDRESSES.Pipelines, known)} whole />
          <p>{t('constraint.notAgreed')}</p>
        </>
      )}
      {comparison.state === 'same' && (
        <>
          <Hash value={comparison.hash} whole />
          <Alert type="success" showIcon title={t('constraint.same')} />
        </>
      )}
      {comparison.state === 'different' && (
        <>
          <p>
            {t('constraint.registered')}
            {colon}
            <Hash value={comparison.registered} whole />
          </p>
          <p>
            {t('constraint.computed')}
            {colon}
            <Hash value={comparison.computed} whole />
          </p>
          <Alert role="alert" type="error" showIcon title={t('constraint.different')} />
        </>
      )}
    </section>
  );
}
