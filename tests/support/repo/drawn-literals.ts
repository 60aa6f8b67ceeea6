import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

/** Attributes that people read or hear, whether of an element or handed on to a component. */
const READ =
  /^(aria-(label|description|valuetext|roledescription|placeholder)|title|placeholder|alt|label|note|hint|heading|description)$/;

/** Operators whose sides are drawn; those of a comparison are not. */
const JOINS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

/** Words that a component draws and that stand in the source, where nobody can translate them. */
export function drawnLiterals(file: SourceFile): string[] {
  const found: string[] = [];
  const take = (text: string) => /\p{L}/u.test(text) && found.push(`${file.path}: ${text.trim()}`);

  function visit(node: ts.Node): void {
    if (ts.isJsxText(node)) take(node.text);
    if (ts.isJsxAttribute(node)) {
      const { name, initializer } = node;
      if (initializer !== undefined && READ.test(name.getText())) texts(initializer).forEach(take);
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) texts(node).forEach(take);
    ts.forEachChild(node, visit);
  }

  visit(ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

/** What an expression draws as it stands: literals, also behind a condition; no arguments of calls. */
function texts(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isJsxExpression(node)) return node.expression === undefined ? [] : texts(node.expression);
  if (ts.isParenthesizedExpression(node)) return texts(node.expression);
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  if (!ts.isBinaryExpression(node)) return [];
  return JOINS.has(node.operatorToken.kind) ? [...texts(node.left), ...texts(node.right)] : [];
}
