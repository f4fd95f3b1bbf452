import { useEffect } from 'react';

/** A text within a rule of a style sheet: nothing in it can end the string. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"\n\r<>]/g, each => `\\${each.codePointAt(0)?.toString(16)} `)}"`;
}

/** The margins of printed pages: what is printed on each of them, and the pages' numbers. */
export function pageRule(header: string): string {
  return `@page { size: A4; margin: 18mm 13mm 16mm;
    @top-left { content: ${quoted(header)}; font: 8pt sans-serif; color: #333; }
    @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #333; } }`;
}

/** Puts header and page numbers on the paper for as long as the report is shown. */
export function usePaper(header: string | undefined): void {
  useEffect(() => {
    if (header === undefined) return undefined;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(pageRule(header));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet);
    };
  }, [header]);
}
