type Props = {
  readonly label: string;
  readonly note: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** Something that is on or off, with a word about it. */
export function CheckField({ label, note, checked, onChange }: Props) {
  return (
    <div class="choice">
      <label>
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span dir="auto">{label}</span>
        {note !== '' && <small dir="auto">{note}</small>}
      </label>
    </div>
  );
}
