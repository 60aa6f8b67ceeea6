/** What the walk does with an element, by its name. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Never text for a reader. `script` may still hold mathematics (math.ts looks first). */
export const SKIPPED = words(
  'script style noscript template svg canvas object embed applet map head link meta title base ' +
    'input textarea select option datalist progress meter dialog frameset frame',
);

/** Fields to fill in; what stands before and behind one is not one sentence. */
export const FIELDS = words('input select textarea');

/** Elements that start a block of their own whatever a style sheet says. */
export const BLOCKS = words(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li listing main menu nav ol p plaintext pre search section ' +
    'summary table tbody td tfoot th thead tr ul xmp',
);

export const BLOCK_SELECTOR = [...BLOCKS].join(',');

/** Displays under which an element by name inline breaks the line all the same. */
export const BLOCK_DISPLAYS = words('block flex grid table list-item flow-root table-row table-cell table-row-group');

/** Inline elements that may be styled into blocks on real sites; custom elements are asked too. */
export const STYLED_OFTEN = words('span a label time b strong em i small cite font');
