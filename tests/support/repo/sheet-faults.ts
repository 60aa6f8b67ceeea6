import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

/** What documents and components give their elements. */
type Drawn = { readonly classes: ReadonlySet<string>; readonly attributes: ReadonlySet<string> };

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Classes that stand in a `class` attribute, also behind a condition, and the names of `data-` attributes. */
export function drawnIn(files: readonly SourceFile[]): Drawn {
  const classes = new Set<string>();
  const attributes = new Set<string>();

  function visit(node: ts.Node, isClass: boolean): void {
    if (isClass && (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)))
      for (const word of words(node.text)) classes.add(word);
    const name = ts.isJsxAttribute(node) ? node.name.getText() : '';
    if (name.startsWith('data-')) attributes.add(name);
    // In a table of such attributes.
    if (ts.isStringLiteral(node) && node.text.startsWith('data-')) attributes.add(node.text);
    // Set by a script.
    if (ts.isElementAccessExpression(node) && /\bdataset$/.test(node.expression.getText()))
      attributes.add(`data-${dashed(node.argumentExpression.getText().slice(1, -1))}`);
    if (ts.isCallExpression(node) && node.arguments.some((one) => one.getText() === 'dataset'))
      for (const one of node.arguments) if (ts.isStringLiteral(one)) attributes.add(`data-${dashed(one.text)}`);
    ts.forEachChild(node, (child) => visit(child, isClass || name === 'class'));
  }

  for (const { path, text } of files) {
    if (path.endsWith('.html'))
      for (const [, list = ''] of text.matchAll(/\bclass="([^"]*)"/g))
        for (const word of words(list)) classes.add(word);
    else visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX), false);
  }
  return { classes, attributes };
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Rules of sheets for classes and `data-` attributes that no element has, and values with names that are set or used in vain. */
export function sheetFaults(sheets: readonly SourceFile[], { classes, attributes }: Drawn): string[] {
  const rules = sheets.map(({ path, text }) => ({ path, text: text.replace(/\/\*[\s\S]*?\*\//g, '') }));
  const all = rules.map(({ text }) => text).join('\n');
  const set = new Set([...all.matchAll(/(?<![\w-])(--[\w-]+)\s*:/g)].map(([, name = '']) => name));
  const used = new Set([...all.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name));
  return [
    ...rules.flatMap(({ path, text }) =>
      selectorsIn(text).flatMap((selector) => [
        ...[...selector.replace(/\[[^\]]*\]/g, '').matchAll(/\.([a-z][\w-]*)/gi)]
          // highlight.js gives these.
          .filter(([, name = '']) => !classes.has(name) && !name.startsWith('hljs-'))
          .map(([name]) => `${path}: ${name}`),
        ...[...selector.matchAll(/\[(data-[\w-]+)/g)]
          .filter(([, name = '']) => !attributes.has(name))
          .map(([, name]) => `${path}: [${name}]`),
      ]),
    ),
    ...[...set].filter((name) => !used.has(name)).map((name) => `${name} is set and not used`),
    ...[...used].filter((name) => !set.has(name)).map((name) => `${name} is used and not set`),
  ];
}

function selectorsIn(text: string): string[] {
  const beginnings = text.replace(/@import[^;]*;/g, '').matchAll(/([^{};]+)\{/g);
  return [...beginnings].map(([, selector = '']) => selector.trim()).filter((selector) => !selector.startsWith('@'));
}
