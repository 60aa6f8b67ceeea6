import { LIMIT } from './capture-file.ts';
import type { FilePart } from './file-parts.ts';

/** Paragraphs as they come, and the tables and lists that they are in. */
export class RtfDocument {
  /** In characters, with the ends of paragraphs and cells. What comes behind the length that is read is one text, of which nobody sees more. */
  private length = 0;
  private readonly parts: FilePart[] = [];
  private readonly styles = new Map<number, number>();
  private text = '';
  private level = 0;
  private isListed = false;
  private isInTable = false;
  private cells: string[] = [];
  private rows: string[][] = [];

  add(text: string): void {
    this.text += text;
    this.length += text.length;
  }

  /** The paragraph is an item of a list. */
  list(): void {
    this.isListed = true;
  }

  /** Names of headings are English whatever the program's language. */
  nameStyle(style: number, name: string): void {
    const named = name.replace(/;\s*$/, '').trim();
    const level = /^title$/i.test(named) ? 1 : Number(/^heading (\d)$/i.exec(named)?.[1] ?? 0);
    if (level > 0) this.styles.set(style, Math.min(6, level));
  }

  control(name: string, value: number | null): void {
    if (name === 'par' || name === 'sect' || name === 'page') this.endParagraph();
    else if (name === 'cell') this.endCell();
    else if (name === 'row') this.endRow();
    else if (name === 'nestcell' || name === 'nestrow') this.add(' ');
    else if (name === 'intbl') this.isInTable = true;
    else if (name === 'pard') this.beginParagraph();
    else if (name === 's') this.level = this.styles.get(value ?? 0) ?? 0;
    else if (name === 'outlinelevel' && value !== null && value < 9) this.level = Math.min(6, value + 1);
    else if (name === 'ls' || name === 'pnlvlblt' || name === 'pnlvlbody') this.isListed = true;
  }

  end(): FilePart[] {
    this.endText();
    return this.parts;
  }

  private beginParagraph(): void {
    this.level = 0;
    this.isListed = false;
    this.isInTable = false;
  }

  private endParagraph(): void {
    this.length += 1;
    if (this.isInTable || this.length > LIMIT) this.text += ' ';
    else this.endText();
  }

  private endText(): void {
    const { text } = this;
    this.text = '';
    this.endTable();
    if (text.trim() === '') return;
    if (this.level > 0) this.parts.push({ type: 'heading', level: this.level, text });
    else this.parts.push({ type: 'text', text, ...(this.isListed ? { listed: true } : {}) });
  }

  private endCell(): void {
    this.length += 1;
    if (this.length > LIMIT) {
      this.text += ' ';
      return;
    }
    this.cells.push(this.text.trim());
    this.text = '';
  }

  private endRow(): void {
    if (this.cells.length > 0) this.rows.push(this.cells);
    this.cells = [];
    this.isInTable = false;
  }

  private endTable(): void {
    if (this.cells.length > 0) this.endRow();
    if (this.rows.length > 0) this.parts.push({ type: 'table', rows: this.rows, header: this.rows.length > 1 });
    this.rows = [];
  }
}
