import type { Tokens } from 'marked';
import type { Drawing } from './drawing.ts';
import { drawInline } from './inline.tsx';

type Props = {
  readonly token: Tokens.Table;
  readonly drawing: Drawing;
};

/** Scrolls inside a box of its own, so that a wide table never widens the column. */
export function Table({ token, drawing }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide one is scrolled by keys, too
    <div class="table-box" tabIndex={0}>
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
                <td dir="auto" data-align={cell.align ?? undefined}>
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
