/** Characters of a title, about as many as a narrow list shows. */
const MOST = 60;

/** Where a word may end once this part of the title is full. */
const LEAST = 0.6;

const POLITE =
  /^(?:(?:hi|hello|hey)(?: there)?\s*[,.!]\s*|please,?\s+|(?:can|could|would|will) you (?:please |kindly )?|(?:i want|i would like|i'd like) you to |bitte,?\s+|(?:kannst|könntest) du (?:bitte )?|(?:peux-tu|pouvez-vous|puedes|podrías|você pode) )+/iu;

/** What a thread is called after its first question: its own words, without the courtesies, shortened at a word. */
export function proposeTitle(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  const bare = line.replace(POLITE, '');
  const words = bare === '' ? line : bare;
  const [first = '', ...rest] = words;
  return shortened(first.toLocaleUpperCase() + rest.join(''));
}

function shortened(words: string): string {
  const characters = [...words];
  if (characters.length <= MOST) return words;
  const cut = characters.slice(0, MOST - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > MOST * LEAST ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/u, '')}…`;
}
