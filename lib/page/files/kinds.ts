import { LANGUAGES } from './file-in-tab.ts';

/** How a kind of document is told: by what its files begin with, or by a file that their archive holds. */
type Sign = { readonly begins: string } | { readonly holds: string };

/**
 * All kinds of documents that are read, with the endings that their names have. A file of any other kind is read where it is text. What
 * reads them: lib/platform/files/read-document.ts.
 */
export const DOCUMENTS = {
  pdf: { endings: ['pdf'], begins: '%PDF-' },
  rtf: { endings: ['rtf'], begins: '{\\rtf' },
  text: { endings: ['docx', 'docm'], holds: 'word/document.xml' },
  workbook: { endings: ['xlsx', 'xlsm'], holds: 'xl/workbook.xml' },
  slides: { endings: ['pptx', 'pptm', 'ppsx'], holds: 'ppt/presentation.xml' },
  'open-document': { endings: ['odt', 'ods', 'odp'], holds: 'content.xml' },
  epub: { endings: ['epub'], holds: 'META-INF/container.xml' },
} as const satisfies Readonly<Record<string, Sign & { readonly endings: readonly string[] }>>;

export type DocumentKind = keyof typeof DOCUMENTS;

/** Of names of texts that systems do not know for text, besides those of programs. */
const TEXT_ENDINGS = ['txt', 'text', 'log', 'md', 'markdown', 'xhtml'];

const ENDINGS = [
  ...Object.values(DOCUMENTS).flatMap(({ endings }) => [...endings]),
  ...TEXT_ENDINGS,
  ...Object.keys(LANGUAGES),
];

/** As a choice of files takes it. Pictures are not read but looked at. */
export const ACCEPTED = ['image/*', 'text/*', ...ENDINGS.map((ending) => `.${ending}`)].join(',');

/** `beginning`: the first bytes, each as a character; some programs write something before a PDF file's own beginning. */
export function kindByBeginning(beginning: string): DocumentKind | null {
  if (beginning.includes(DOCUMENTS.pdf.begins)) return 'pdf';
  return beginning.startsWith(DOCUMENTS.rtf.begins) ? 'rtf' : null;
}

/** `names`: of the files in an archive. */
export function kindByNames(names: readonly string[]): DocumentKind | null {
  const kinds = Object.entries(DOCUMENTS) as [DocumentKind, Sign][];
  return kinds.find(([, sign]) => 'holds' in sign && names.includes(sign.holds))?.[0] ?? null;
}
