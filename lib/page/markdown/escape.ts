/** Signs that would start a heading, list, quote, rule, table or code block at the start of a line. */
const LINE_START = /^(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|~~~|={3,}\s*$|-{3,}\s*$|\|)/;
const NUMBERED_LINE_START = /^(\d{1,9})(?=[.)](?:\s|$))/;

/** A written tag, which a reader of markdown would take for HTML and not show. */
const TAG = /<(?=\/?[a-z][^<>]*>|!--)/gi;

/**
 * Escapes only what would change the structure: backticks and tags everywhere, block markers at the start of a line. Underscores and
 * stars stay, since a model reads `snake_case` better than `snake\_case`.
 */
export function escapeText(text: string): string {
  return text.replaceAll('`', '\\`').replace(TAG, '\\<');
}

export function escapeLineStarts(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => line.replace(LINE_START, '\\').replace(NUMBERED_LINE_START, '$1\\'))
    .join('\n');
}

/** A cell's text: a bare pipe would end it. */
export function escapeCell(markdown: string): string {
  return markdown.replaceAll('|', '\\|').replace(/ *\n/g, '<br>');
}

/** A fence or code span delimiter that the text does not hold. */
export function backticksAround(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}
