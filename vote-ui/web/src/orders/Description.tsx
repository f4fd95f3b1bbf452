import { Card } from 'antd';
import { escaped } from '../chain/words/sentence';
import { usePunctuation } from '../parts/punctuation';
import { useTexts } from '../shell/i18n';
import { discussionIn } from './reading';
import { texts } from './texts';

/** The proposer's own words, as text and never as anything else; what could hide or turn it around is written out. */
export function Description({ text }: { text: string }) {
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  const link = discussionIn(text);
  return (
    <Card title={t('description')}>
      <blockquote dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {escaped(text)}
      </blockquote>
      {link && (
        <p>
          {t('discussion')}
          {colon}
          <a href={link} target="_blank" rel="noopener noreferrer nofollow">
            {link}
          </a>
        </p>
      )}
      <p className="muted">{t('description.own')}</p>
    </Card>
  );
}
