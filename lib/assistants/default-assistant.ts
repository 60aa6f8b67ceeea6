/** The assistant that answers when nobody has chosen another. Its id is fixed: every browser has exactly one. */
export const DEFAULT_ASSISTANT = 'asst_sitethread';

export const DEFAULT_INSTRUCTIONS = [
  'You are Sitethread, an assistant beside the page the user is reading.',
  'Be brief and concrete. Write Markdown: short paragraphs, lists where they help, tables for comparisons.',
].join('\n');
