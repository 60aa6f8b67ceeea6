/** MathML as TeX, for formulas that carry no TeX of their own. Signs that TeX does not need by name stay as they are. */

const BIG = new Map([
  ['∑', '\\sum'],
  ['∏', '\\prod'],
  ['∫', '\\int'],
  ['∮', '\\oint'],
  ['⋃', '\\bigcup'],
  ['⋂', '\\bigcap'],
]);

const ACCENTS = new Map([
  ['^', '\\hat'],
  ['ˆ', '\\hat'],
  ['~', '\\tilde'],
  ['˜', '\\tilde'],
  ['¯', '\\overline'],
  ['‾', '\\overline'],
  ['―', '\\overline'],
  ['→', '\\vec'],
  ['⃗', '\\vec'],
  ['˙', '\\dot'],
  ['¨', '\\ddot'],
]);

const FUNCTIONS =
  /^(?:sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|sinh|cosh|tanh|exp|ln|log|lim|limsup|liminf|max|min|sup|inf|det|dim|ker|gcd|deg|arg|Pr)$/;

export function texOfMathml(element: Element): string {
  const children = [...element.children];
  const [first, second, third] = children;
  switch (element.localName) {
    case 'mi':
      return identifier(textOf(element));
    case 'mn':
    case 'mo':
      return operator(textOf(element));
    case 'mtext':
    case 'ms':
      return `\\text{${textOf(element)}}`;
    case 'mspace':
    case 'mphantom':
    case 'annotation':
    case 'annotation-xml':
      return '';
    case 'semantics':
      return first ? texOfMathml(first) : '';
    case 'mfrac':
      return `${element.getAttribute('linethickness') === '0' ? '\\binom' : '\\frac'}{${tex(first)}}{${tex(second)}}`;
    case 'msqrt':
      return `\\sqrt{${joined(children)}}`;
    case 'mroot':
      return `\\sqrt[${tex(second)}]{${tex(first)}}`;
    case 'msup':
      return base(first) + raised('^', second);
    case 'msub':
      return base(first) + raised('_', second);
    case 'msubsup':
      return base(first) + raised('_', second) + raised('^', third);
    case 'munder':
      return takesLimits(first) ? base(first) + raised('_', second) : `\\underset{${tex(second)}}{${tex(first)}}`;
    case 'mover':
      return over(first, second);
    case 'munderover':
      return base(first) + raised('_', second) + raised('^', third);
    case 'mmultiscripts':
      return scripts(children);
    case 'mfenced':
      return fenced(element, children);
    case 'mtable':
      return `\\begin{matrix}${children.map(rowOf).join(' \\\\ ')}\\end{matrix}`;
    default:
      return children.length > 0 ? joined(children) : operator(textOf(element));
  }
}

function tex(element: Element | undefined): string {
  return element ? texOfMathml(element) : '';
}

/** A command must not run into the letter behind it. */
function joined(elements: readonly Element[]): string {
  return elements
    .map(texOfMathml)
    .reduce((left, right) => left + (/\\[a-z]+$/i.test(left) && /^[a-z]/i.test(right) ? ' ' : '') + right, '');
}

function identifier(text: string): string {
  if (FUNCTIONS.test(text)) return `\\${text}`;
  return /^[a-z]{2,}$/i.test(text) ? `\\mathrm{${text}}` : operator(text);
}

function operator(text: string): string {
  return (
    BIG.get(text) ??
    text
      .replace(/[\u2061-\u2064]/g, '')
      .replaceAll('−', '-')
      .replace(/[{}%&#_$]/g, '\\$&')
  );
}

/** What a script hangs on has to be one thing. */
function base(element: Element | undefined): string {
  const text = tex(element);
  return [...text].length === 1 || /^\\[a-z]+$/i.test(text) || /^[\p{L}\p{N}]$/u.test(text) || text === ''
    ? text
    : `{${text}}`;
}

function raised(sign: '^' | '_', element: Element | undefined): string {
  const text = tex(element);
  if (text === '') return '';
  return [...text].length === 1 ? sign + text : `${sign}{${text}}`;
}

function takesLimits(element: Element | undefined): boolean {
  return /^\\(?:sum|prod|int|oint|big\w+|lim\w*|max|min|sup|inf|gcd|Pr)$/.test(tex(element));
}

function over(below: Element | undefined, above: Element | undefined): string {
  const accent = ACCENTS.get(above ? textOf(above) : '');
  if (accent) return `${accent}{${tex(below)}}`;
  return takesLimits(below) ? base(below) + raised('^', above) : `\\overset{${tex(above)}}{${tex(below)}}`;
}

/** Scripts come in pairs, lower then upper; those behind `mprescripts` stand before the base. */
function scripts([first, ...others]: readonly Element[]): string {
  const split = others.findIndex((element) => element.localName === 'mprescripts');
  const behind = split === -1 ? others : others.slice(0, split);
  const before = split === -1 ? [] : others.slice(split + 1);
  return (before.length > 0 ? `{}${pairs(before)}` : '') + base(first) + pairs(behind);
}

function pairs(elements: readonly Element[]): string {
  return elements.map((element, index) => raised(index % 2 === 0 ? '_' : '^', element)).join('');
}

function fenced(element: Element, children: readonly Element[]): string {
  const separator = element.getAttribute('separators')?.trim()[0] ?? ',';
  const open = operator(element.getAttribute('open') ?? '(');
  const close = operator(element.getAttribute('close') ?? ')');
  return open + children.map(texOfMathml).join(separator) + close;
}

function rowOf(row: Element): string {
  return [...row.children].map((cell) => joined([...cell.children])).join(' & ');
}

function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
