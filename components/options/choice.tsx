import type { ComponentChildren } from 'preact';

type Props = {
  /** The choices of one group exclude each other. */
  readonly group: string;
  readonly name: string;
  readonly detail: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children?: ComponentChildren;
};

/** One of several things to choose from, with a word about each. */
export function Choice({ group, name, detail, chosen, onChoose, children }: Props) {
  return (
    <div class="choice">
      <label>
        <input type="radio" name={group} checked={chosen} onChange={onChoose} />
        <span dir="auto">{name}</span>
        <small dir="auto">{detail}</small>
      </label>
      {children}
    </div>
  );
}
