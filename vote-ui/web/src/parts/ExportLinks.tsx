import { useState, type MouseEvent } from 'react';
import { address, raw, type Parameters } from '../api/client';
import { Problem as Refusal } from '../api/problem';
import { useTexts } from '../shell/i18n';
import { announce } from './announce';
import { handOver } from './handOver';
import { Problem } from './Problem';
import { texts } from './texts';

const FORMATS = ['csv', 'xlsx', 'json'] as const;
const BROKEN = 'download-broken';

/**
 * Links to the files of a list. The page fetches them itself: what a link leads to and the server refuses ends in the browser's
 * list of failed downloads, which says nothing of why. The server bounds their rows; the browser keeps what comes, not the page.
 */
export function ExportLinks({ path, parameters }: { path: string; parameters: Parameters }) {
  const t = useTexts(texts);
  const [under, setUnder] = useState<string>();
  const [failure, setFailure] = useState<{ error: unknown; format: string }>();
  const fetchFile = async (format: string) => {
    setUnder(format);
    setFailure(undefined);
    announce(t('export.busy'));
    try {
      const { name, content } = await file(address(path, { ...parameters, format }));
      handOver(name ?? `govchain.${format}`, content);
      announce(t('export.done'));
    } catch (error) {
      setFailure({ error, format });
    } finally {
      setUnder(undefined);
    }
  };
  const follow = (event: MouseEvent, format: string) => {
    event.preventDefault();
    if (under === undefined) void fetchFile(format);
  };
  return (
    <>
      {FORMATS.map(format => (
        <a
          key={format}
          href={address(path, { ...parameters, format })}
          download
          aria-disabled={under !== undefined}
          onClick={event => follow(event, format)}
        >
          {format.toUpperCase()}
        </a>
      ))}
      {under && <span className="muted">{t('export.busy')}</span>}
      {failure && (
        <Problem
          error={failure.error}
          retry={() => void fetchFile(failure.format)}
          sentences={{ [BROKEN]: t('export.broken') }}
        />
      )}
    </>
  );
}

async function file(from: string): Promise<{ name: string | undefined; content: Blob }> {
  const response = await raw(from);
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  try {
    return { name, content: await response.blob() };
  } catch (cut) {
    throw new Refusal(BROKEN, 0, String(cut));
  }
}
