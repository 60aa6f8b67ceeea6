import { MEASURES } from '../../lib/page/content/features.ts';
import type { Tree } from './boost.ts';
import type { Trained } from './validate.ts';

/** The model as the source of lib/page/content/content-model.ts; only measures that some tree asks about are named. */
export function modelSource(trained: Trained, provenance: readonly string[]): string {
  const names = Object.keys(MEASURES);
  const used = [...new Set(trained.trees.flatMap(({ feature }) => feature.filter((one) => one >= 0)))].sort(
    (one, other) => one - other,
  );
  const lines = trained.trees.map((tree) => treeLine(tree, used));
  return [
    "import type { Model } from './chances.ts';",
    '',
    '/**',
    ...provenance.map((line) => ` * ${line}`),
    ' */',
    'export const MODEL: Model = {',
    '  measures:',
    ...quoted(used.map((index) => names[index] ?? '')),
    `  start: ${rounded(trained.start)},`,
    `  trees: \`\n${lines.join('\n')}\n\`,`,
    '};',
    '',
  ].join('\n');
}

function treeLine({ feature, threshold, left, right, value }: Tree, used: readonly number[]): string {
  const line = (node: number): string => {
    const asked = feature[node] ?? -1;
    if (asked < 0) return rounded(value[node] ?? 0);
    const question = `${used.indexOf(asked)}<${Number((threshold[node] ?? 0).toPrecision(4))}`;
    return `${question} ${line(left[node] ?? 0)} ${line(right[node] ?? 0)}`;
  };
  return line(0);
}

function rounded(value: number): string {
  return `${Number(value.toFixed(3))}`;
}

/** One long string in lines that fit. */
function quoted(words: readonly string[]): string[] {
  const lines: string[] = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length > 105) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line, index) => `    '${line}${index === lines.length - 1 ? "'," : " ' +"}`);
}
