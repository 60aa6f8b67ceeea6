import type { AssistantPicture as Picture } from '../../lib/assistants/objects.ts';

type Props = {
  readonly picture: Picture | null;
  /** Its first letter stands in where there is no picture. */
  readonly name: string;
};

/** What stands beside an assistant's name, which says the same in words. */
export function AssistantPicture({ picture, name }: Props) {
  if (picture?.kind === 'image') return <img class="assistant-picture" src={picture.url} alt="" />;
  const sign = picture?.text || firstLetter(name);
  // The sheet draws it: what is no word is not to be among the words.
  return <span class="assistant-picture" data-sign={sign} data-color={picture?.color ?? 'gray'} aria-hidden="true" />;
}

/** As a reader sees it: an emoji of several code points is one. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? '';
}
