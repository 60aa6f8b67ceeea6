import type { Tokens } from 'marked';
import { directionOf } from './direction-of.ts';
import type { Drawing } from './drawing.ts';
import { drawInline } from './inline.tsx';

type Props = {
  readonly token: Tokens.Table;
  readonly drawing: Drawing;
};

/** Characters up to which a cell is not broken, and from which it takes more room. */
const SHORT = 14;
const LONG = 28;

/** Scrolls inside a box of its own, so that a wide table never widens the column. */
export function Table({ token, drawing }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide one is scrolled by keys, too
    <div class="table-box" dir={directionOf(token.raw)} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {token.header.map((cell) => (
              <th scope="col" dir="auto" data-align={cell.align ?? undefined}>
                {drawInline(cell.tokens, drawing)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td dir="auto" data-align={cell.align ?? undefined} data-length={lengthOf(cell.text)}>
                  {drawInline(cell.tokens, drawing)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function lengthOf({ length }: string): 'short' | 'long' | undefined {
  if (length <= SHORT) return 'short';
  return length >= LONG ? 'long' : undefined;
}
