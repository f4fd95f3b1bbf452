/** What a cell may hold. */
export type Cell = string | number | boolean | null | undefined;

/** A part of the report as a table. */
export interface Sheet {
  name: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/**
 * One file with all tables after each other, RFC 4180. It starts with a byte order mark, so that spreadsheet programs
 * read Chinese rightly. A cell that such a program would take for a formula is made text by an apostrophe.
 */
export function csv(sheets: readonly Sheet[]): string {
  const parts = sheets.map(sheet =>
    [[`# ${sheet.name}`], sheet.columns, ...sheet.rows]
      .filter(row => row.length > 0)
      .map(row => row.map(cell).join(','))
      .join('\r\n'),
  );
  return `\uFEFF${parts.join('\r\n\r\n')}\r\n`;
}

function cell(value: Cell): string {
  if (value === null || value === undefined) {
    return '';
  }
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
