import type { ComponentChildren } from 'preact';

type Props = {
  /** Of the control inside. */
  readonly id: string;
  readonly label: string;
  /** Said by a control with `aria-describedby={noteId(id)}`. */
  readonly note?: ComponentChildren;
  readonly invalid?: boolean;
  readonly children: ComponentChildren;
};

/** A label over its control over one line of help. */
export function Field({ id, label, note, invalid = false, children }: Props) {
  return (
    <div class="field" data-invalid={invalid || undefined}>
      <label for={id}>{label}</label>
      {children}
      {note !== undefined && (
        <p id={noteId(id)} class="quiet">
          {note}
        </p>
      )}
    </div>
  );
}

export function noteId(id: string): string {
  return `${id}-note`;
}
