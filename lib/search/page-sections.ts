import type { Sentence } from './usable-sentences.ts';

export type Section = {
  /** Null before the first heading. */
  readonly heading: string | null;
  readonly sentences: readonly Sentence[];
};

/** Where lists of sources, links and other people's words begin, in the languages of large wikis and news sites. */
const APPENDIX =
  /^(?:references?|notes|footnotes|citations|sources|bibliography|further reading|see also|external links|related|recommended|comments?|einzelnachweise|weblinks|literatur|siehe auch|kommentare|références|notes et références|voir aussi|liens externes|bibliographie|referencias|véase también|enlaces externos|referências|ver também|ligações externas|note|voci correlate|collegamenti esterni|zie ook|externe links|bronnen|примечания|ссылки|литература|см\. также|参考资料|参考文献|参见|外部链接|脚注|関連項目|外部リンク|각주|외부 링크|같이 보기|مراجع|انظر أيضا|وصلات خارجية)(?:\s|$)/iu;

/**
 * Sentences under the outermost headings that tell them apart, in the page's order; a heading that comes again opens another
 * section. Lists of references and the like are left out, unless there is nothing else.
 */
export function sectionsOf(sentences: readonly Sentence[]): Section[] {
  const body = sentences.filter(({ headings }) => !headings.some((heading) => APPENDIX.test(heading)));
  const kept = body.length === 0 ? sentences : body;
  const level = firstTellingLevel(kept);
  const sections: { readonly heading: string | null; readonly sentences: Sentence[] }[] = [];
  for (const sentence of kept) {
    const heading = sentence.headings[level] ?? sentence.headings.at(-1) ?? null;
    const open = sections.at(-1);
    if (open?.heading === heading) open.sentences.push(sentence);
    else sections.push({ heading, sentences: [sentence] });
  }
  return sections;
}

/** A page often has all its text under one heading, which then says nothing. */
function firstTellingLevel(sentences: readonly Sentence[]): number {
  const deepest = sentences.reduce((most, { headings }) => Math.max(most, headings.length - 1), 0);
  for (let level = 0; level < deepest; level += 1) {
    if (new Set(sentences.map(({ headings }) => headings[level])).size > 1) return level;
  }
  return deepest;
}
