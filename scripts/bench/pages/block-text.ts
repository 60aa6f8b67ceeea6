/** Elements that part words from those before and after. */
const BLOCKS =
  'address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 ' +
  'h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre section select summary table tbody td tfoot th thead tr ul';
const PARTING = new Set(BLOCKS.split(' '));
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'head', 'svg']);

/** What a piece of HTML says, one line for each block. The same for every extractor, so that none wins by its own white space. */
export function blockText(root: Node): string {
  const pieces: string[] = [];
  const visit = (node: Node): void => {
    if (node.nodeType === 3) pieces.push(node.nodeValue ?? '');
    if (node.nodeType === 1 && SILENT.has((node as Element).localName)) return;
    const parts = node.nodeType === 1 && PARTING.has((node as Element).localName);
    if (parts) pieces.push('\n');
    for (const child of node.childNodes) visit(child);
    if (parts) pieces.push('\n');
  };
  visit(root);
  return pieces
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
