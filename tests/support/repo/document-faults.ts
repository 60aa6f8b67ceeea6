import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import type { SourceFile } from './source-files.ts';

/** What documents may speak of. */
export type Known = {
  /** Of `npm run`. */
  readonly commands: readonly string[];
  /** Of `npm test -- …`. */
  readonly steps: readonly string[];
};

/** A link of Markdown, or an image as HTML. */
const LINK = /\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g;

/** A place in this repository, named as code; `*` and what begins with it may stand for anything. */
const PLACE = /`((?:lib|components|entrypoints|public|scripts|tests|docs)\/[^`\s]*)`/g;

const RUN = /\bnpm run ([\w-]+)/g;
const STARTED = /\bscripts\/start\.mjs ([\w-]+)/g;
const STEPS = /\bnpm test -- ([a-z][a-z ]*[a-z])/g;

/** Links that lead nowhere, and commands and places that there are not. `dated`: it tells what was, and may name what is gone. */
export function documentFaults({ path, text }: SourceFile, known: Known, dated = false): string[] {
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, first, second]) => first ?? second ?? '');
  const links = all(LINK).filter((link) => !isReachable(path, link));
  if (dated) return links.map((link) => `${path}: ${link}`);
  const faults = [
    ...links,
    ...all(PLACE).filter((place) => !existsSync(place.replace(/\*.*$/, ''))),
    ...all(RUN).filter((command) => !known.commands.includes(command)),
    ...all(STARTED).filter((name) => !existsSync(`scripts/${name}.ts`)),
    ...all(STEPS).flatMap((steps) => steps.split(' ').filter((step) => !known.steps.includes(step))),
  ];
  return faults.map((fault) => `${path}: ${fault}`);
}

/** Addresses of the web are nobody's business here. */
function isReachable(from: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return true;
  const [file = '', heading] = link.split('#');
  const target = file === '' ? from : join(dirname(from), file);
  if (!existsSync(target)) return false;
  return heading === undefined || headingsOf(readFileSync(target, 'utf8')).includes(heading);
}

/** As they are named in links. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
