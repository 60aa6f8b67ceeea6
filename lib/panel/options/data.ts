import { AppFailure, toAppError } from '../../errors.ts';
import { type PageAssistFile, readPageAssist } from '../page-assist/read-file.ts';
import { pageAssistRows } from '../page-assist/to-rows.ts';
import type { PanelBackground } from '../ports.ts';
import { promptViews } from '../prompts/prompts.ts';
import { readPrompts, rowsToAdd } from '../prompts/prompts-file.ts';
import type { PromptRow, PromptRows } from '../prompts/prompts-model.ts';
import type {
  DataActions,
  DataCounts,
  DataResult,
  DataTask,
  ForeignRows,
  ImportPreview,
  ImportResult,
} from './data-model.ts';

export type DataPorts = {
  readonly send: PanelBackground['send'];
  readonly usage: DataActions['usage'];
  readonly persist: () => Promise<boolean>;
  /** Offers a file to be saved. */
  readonly saveFile: (name: string, file: Blob) => void;
  readonly exportAll: (task: DataTask) => Promise<Blob>;
  /** Null for what is no export of ours. */
  readonly checkExport: (file: Blob, task: DataTask) => Promise<ImportPreview | null>;
  readonly importExport: (file: Blob, task: DataTask) => Promise<ImportResult | null>;
  readonly importForeign: (rows: ForeignRows & { readonly prompts: readonly PromptRow[] }) => Promise<ImportResult>;
  readonly prompts: () => Promise<PromptRows>;
  /** Everything this document keeps beside the database. */
  readonly forgetHere: () => void;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};

/** Bytes of another assistant's export, which is read as one. */
const LARGEST_FOREIGN = 256_000_000;

/** What the options page does with all data at once. */
export function createDataActions(ports: DataPorts): DataActions {
  async function check(file: Blob, task: DataTask): Promise<ImportPreview> {
    const own = await ports.checkExport(file, task);
    if (own !== null) return own;
    const { chats, prompts, knowledge } = await readForeign(file);
    const counts = { ...NONE, ...countChats(chats), prompts: newPrompts(prompts, await ports.prompts()).length };
    return { source: 'page-assist', exported_at: null, counts, hosts: [], left_out: knowledge };
  }

  /** What a file holds in prompts that the library lacks. */
  function newPrompts(found: readonly unknown[], rows: PromptRows): readonly PromptRow[] {
    if (found.length === 0) return [];
    const parts = { library: promptViews(rows), rows, newId: () => ports.newId('prompt'), now: ports.now() };
    try {
      return rowsToAdd(readPrompts(JSON.stringify(found)), parts).added;
    } catch {
      return []; // none of them is a prompt
    }
  }

  async function importForeign(file: Blob): Promise<ImportResult> {
    const read = await readForeign(file);
    const prompts = newPrompts(read.prompts, await ports.prompts());
    return ports.importForeign({ ...pageAssistRows(read, ports.now()), prompts });
  }

  return {
    usage: ports.usage,
    persist: ports.persist,
    export: (task) =>
      settled(task, async () => {
        const file = await ports.exportAll(task);
        ports.saveFile(`sitethread-${new Date(ports.now()).toISOString().slice(0, 10)}.jsonl`, file);
        return null;
      }),
    check: (file, task) => settled(task, () => check(file, task)),
    import: (file, task) =>
      settled(task, async () => {
        const result = (await ports.importExport(file, task)) ?? (await importForeign(file));
        // It may have been given work: files that are still to be indexed.
        await ports.send('data-changed', null);
        return result;
      }),
    deleteAll: () =>
      settled(null, async () => {
        await ports.send('data-delete', null);
        ports.forgetHere();
        return null;
      }),
  };
}

const NONE: DataCounts = {
  ...{ threads: 0, messages: 0, runs: 0, files: 0 },
  ...{ assistants: 0, connections: 0, prompts: 0, settings: 0 },
};

function countChats(chats: PageAssistFile['chats']): Partial<DataCounts> {
  const messages = chats.flatMap((chat) => chat.messages);
  return {
    threads: chats.length,
    messages: messages.length,
    files: messages.reduce((sum, { images }) => sum + images.length, 0),
  };
}

/** Throws AppFailure `not-importable`. */
async function readForeign(file: Blob): Promise<PageAssistFile> {
  if (file.size > LARGEST_FOREIGN) throw unknownFile();
  const read = readPageAssist(parsed(await file.text()));
  if (read === null) throw unknownFile();
  return read;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unknownFile();
  }
}

const unknownFile = () => new AppFailure({ kind: 'not-importable', reason: 'unknown' });

async function settled<T>(task: DataTask | null, work: () => Promise<T>): Promise<DataResult<T>> {
  try {
    return { status: 'done', value: await work() };
  } catch (thrown) {
    if (task?.signal.aborted === true) return { status: 'cancelled' };
    return { status: 'failed', error: toAppError(thrown) };
  }
}
