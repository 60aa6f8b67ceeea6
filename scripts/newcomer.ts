/**
 * `npm run newcomer`: the first two days of somebody who has just installed Sitethread, walked in a real Chromium with real clicks and key
 * presses. Writes what they met, step by step, to docs/newcomer.md, with a picture of each.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { ensure } from './browsers/ensure.ts';
import { build } from './checks/build.ts';
import { createRecord, type StepRecord } from './newcomer/record.ts';
import { walk } from './newcomer/walk.ts';

const FOLDER = 'docs/screenshots/newcomer';

const advice = ensure('chromium', 'display', 'fonts');
if (advice.length > 0) {
  console.error(advice.join('\n'));
  process.exit(1);
}
build('chrome', 'pipe');
mkdirSync(FOLDER, { recursive: true });
const record = await createRecord(FOLDER);
await walk(record);
await record.close();
writeFileSync('docs/newcomer.md', markdown(record));
console.log(markdown(record));

function markdown({ steps }: StepRecord): string {
  const parts = steps.map(({ title, does, meets, clicks, seconds, picture }, place) =>
    [
      `## ${place + 1}. ${title}`,
      '',
      `${does} ${effort(clicks, seconds)}`,
      '',
      `![${meets}](screenshots/newcomer/${picture})`,
      '',
      meets,
    ].join('\n'),
  );
  return [
    '# What a newcomer meets',
    '',
    'Walked by `npm run newcomer` in a real Chromium, on a new profile, with real clicks and key presses. Seconds are from the first press of',
    'a step until what it is for is on the screen, the time for typing included.',
    '',
    `${parts.join('\n\n')}\n`,
  ].join('\n');
}

function effort(clicks: number, seconds: number): string {
  const presses = clicks === 1 ? '1 press' : `${clicks} presses`;
  return `(${presses}, ${seconds.toFixed(1)} s)`;
}
