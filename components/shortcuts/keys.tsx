type Props = { readonly keys: readonly string[] };

/** Keys that are pressed together, as they stand on the keyboard. */
export function Keys({ keys }: Props) {
  return (
    <kbd class="keys" dir="ltr">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </kbd>
  );
}
