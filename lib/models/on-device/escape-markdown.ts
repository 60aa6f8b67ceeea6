/**
 * What GitHub-flavoured Markdown gives a meaning inside a line: signs, and the sign that makes bare text a web or mail
 * address. And what a page may hold that looks like a citation of ours.
 */
const MEANINGFUL = /[\\`*_[\]<>#~|&]|(?<=https?|ftp)(?=:\/\/)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)|【(?=\s*\d)/gi;

/** One line of plain text as Markdown that shows exactly this text, whatever it holds. */
export function escapeMarkdown(line: string): string {
  // Only ASCII signs can be escaped by a backslash; the bracket needs a character reference.
  return line.replace(MEANINGFUL, (sign) => (sign === '【' ? '&#12304;' : `\\${sign}`));
}
