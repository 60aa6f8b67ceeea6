/** What another assistant, Page Assist, writes into its export, as far as it is read here (its `src/libs/export-import.ts`, June 2026). */
export type PageAssistFile = {
  readonly chats: readonly PageAssistChat[];
  readonly prompts: readonly unknown[];
  /** Documents of its knowledge: they cannot come along, because only their pieces are kept. */
  readonly knowledge: number;
};

export type PageAssistChat = {
  readonly id: string;
  readonly title: string;
  readonly pinned: boolean;
  /** Unix milliseconds; null where it is not known. */
  readonly created_at: number | null;
  /** Oldest first; questions and answers that say or show something. */
  readonly messages: readonly PageAssistMessage[];
};

export type PageAssistMessage = {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** `data:` URLs. */
  readonly images: readonly string[];
  /** Who answered; empty where it is not known. */
  readonly model: string;
  /** The pages it was about. */
  readonly pages: readonly string[];
  readonly created_at: number | null;
};

type Row = Readonly<Record<string, unknown>>;

/** Null for what is no such file. A chat or message that has not the form of one is left out. */
export function readPageAssist(value: unknown): PageAssistFile | null {
  if (!isRow(value)) return null;
  const { chat, prompts, knowledge, vector } = value;
  if (![chat, prompts, knowledge, vector].some(Array.isArray)) return null;
  return {
    chats: rowsOf(chat).flatMap(readChat),
    prompts: Array.isArray(prompts) ? prompts : [],
    // Some versions wrote lists into the list.
    knowledge: rowsOf(Array.isArray(knowledge) ? knowledge.flat() : []).filter(({ db_type }) => db_type === 'knowledge')
      .length,
  };
}

function readChat({ history, messages }: Row): PageAssistChat[] {
  if (!isRow(history) || textOf(history['id']) === '') return [];
  const read = rowsOf(messages).flatMap(readMessage);
  if (read.length === 0) return [];
  return [
    {
      id: textOf(history['id']),
      title: textOf(history['title']),
      pinned: history['is_pinned'] === true,
      created_at: timeOf(history['createdAt']),
      messages: inOrder(read),
    },
  ];
}

function readMessage(row: Row): PageAssistMessage[] {
  const { id, role, content } = row;
  // Calls of tools and what they gave stand between the question and its answer, and are no part of what was said.
  if ((role !== 'user' && role !== 'assistant') || textOf(id) === '') return [];
  const images = (Array.isArray(row['images']) ? row['images'] : []).filter((one) => /^data:image\//.test(textOf(one)));
  const text = textOf(content).trim();
  if (text === '' && images.length === 0) return [];
  const pages = [...rowsOf(row['sources']), ...documentsOf(row['documents'])].flatMap(addressesOf);
  return [
    {
      ...{ id: textOf(id), role, text, images, pages },
      model: textOf(row['modelName']) || (role === 'assistant' ? textOf(row['name']) : ''),
      created_at: timeOf(row['createdAt']),
    },
  ];
}

/** Its older versions wrote the newest first. */
function inOrder(messages: readonly PageAssistMessage[]): readonly PageAssistMessage[] {
  return [...messages].sort((left, right) => (left.created_at ?? 0) - (right.created_at ?? 0));
}

/** Tabs that went along. */
const documentsOf = (value: unknown): readonly Row[] => rowsOf(value).filter(({ type }) => type === 'tab');

function addressesOf({ url, metadata }: Row): string[] {
  const inside = isRow(metadata) ? [metadata['url'], metadata['source']] : [];
  return [url, ...inside].map(textOf).filter((address) => /^https?:\/\//.test(address) && URL.canParse(address));
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function timeOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}
