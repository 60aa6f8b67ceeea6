type Props<T extends string> = {
  readonly group: string;
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly name: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
};

/** A few short things to choose one from, side by side. */
export function RadioRow<T extends string>({ group, label, choices, chosen, onChoose }: Props<T>) {
  return (
    <fieldset class="radio-row">
      <legend>{label}</legend>
      <div>
        {choices.map(({ value, name }) => (
          <label key={value}>
            <input type="radio" name={group} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
