import { Component, type ComponentType, type FunctionComponent } from 'preact';

/** Draws again only when a prop is another value than before; preact/compat's version would bring all of compat along. */
export function memo<Props extends object>(Inner: FunctionComponent<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return !shallowEqual(this.props, next);
    }
    override render(props: Props) {
      return <Inner {...props} />;
    }
  };
}

/** Whether two objects have the same properties, compared by reference. */
export function shallowEqual<T extends object>(one: T, other: T): boolean {
  const keys = Object.keys(one) as (keyof T)[];
  return keys.length === Object.keys(other).length && keys.every((key) => Object.is(one[key], other[key]));
}
