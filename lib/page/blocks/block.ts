/** A page as a tree of blocks. Every piece of text keeps the DOM node it came from, so that text can be judged and found again. */

export type Inline =
  /** Raw characters of a text node; white space is collapsed when the block is rendered. */
  | { readonly type: 'text'; readonly node: Text }
  | { readonly type: 'break' }
  | { readonly type: 'image'; readonly node: Element; readonly alt: string; readonly url: string | null }
  | { readonly type: 'math'; readonly node: Element; readonly tex: string; readonly display: boolean }
  | { readonly type: 'span'; readonly style: InlineStyle; readonly content: readonly Inline[] }
  | { readonly type: 'link'; readonly url: string; readonly content: readonly Inline[] }
  /** The reference to a footnote; `content` is what the page shows for it. */
  | { readonly type: 'note'; readonly label: string; readonly content: readonly Inline[] }
  /** Characters that only the markdown has, where the page has a drawing or an arrangement. `plain` stands in plain text. */
  | { readonly type: 'sign'; readonly node: Node; readonly markdown: string; readonly plain: '' | ' ' };

export type InlineStyle =
  | 'strong'
  | 'emphasis'
  | 'strike'
  | 'code'
  /** Lines of code inside a line of text, as in a cell. */
  | 'listing'
  | 'superscript'
  | 'subscript'
  | 'quote';

/** `source` is the element whose direct flow the block's text stands in. */
export type LeafBlock =
  | { readonly type: 'heading'; readonly level: number; readonly content: readonly Inline[]; readonly source: Element }
  | { readonly type: 'paragraph'; readonly content: readonly Inline[]; readonly source: Element }
  /** Text pieces, breaks and signs only, white space as it is. */
  | { readonly type: 'code'; readonly language: string; readonly content: readonly Inline[]; readonly source: Element }
  | { readonly type: 'rule'; readonly source: Element }
  | { readonly type: 'table'; readonly rows: readonly TableRow[]; readonly source: Element };

export type Block =
  | LeafBlock
  | { readonly type: 'quote'; readonly children: readonly Block[]; readonly source: Element }
  | {
      readonly type: 'list';
      readonly items: readonly ListItem[];
      readonly source: Element;
    };

export type ListItem = {
  /** The state of the item's own checkbox, null when it has none. */
  readonly checked: boolean | null;
  /** Null in a list without numbers. */
  readonly number: number | null;
  /** The label of the footnote that the item is, null when it is none. */
  readonly note: string | null;
  readonly children: readonly Block[];
};

/** A row of a rectangular grid: a spanning cell stands in every place that it covers. */
export type TableRow = { readonly header: boolean; readonly cells: readonly TableCell[] };

export type TableCell = {
  readonly content: readonly Inline[];
  /** True where a cell from above or from the left reaches over this place. */
  readonly repeated: boolean;
};
