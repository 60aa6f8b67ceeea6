import type { PanelPorts } from '../ports.ts';
import { exportThread } from './export-thread.ts';

/** Hands a thread to the browser's downloads; one that is gone meanwhile is left alone. */
export async function saveThread(ports: PanelPorts, id: string, as: 'markdown' | 'json'): Promise<void> {
  const rows = await (await ports.reads.threadReads()).exportRows(id);
  if (rows === undefined) return;
  const { name, type, text } = exportThread(rows, as);
  await ports.saveFile(name, new Blob([text], { type }));
}
