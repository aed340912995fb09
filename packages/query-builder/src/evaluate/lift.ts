import type { Expression, Getter } from './context.ts';

/**
 * Makes the getter of a function from the getters of its arguments. A null argument makes the result null without the function
 * being asked (5.1.1.4). What the values are, the static types have said before.
 */
export function lift<Values extends readonly unknown[]>(
  args: readonly Expression[],
  compute: (...values: Values) => unknown,
): Getter {
  const call = compute as (...values: readonly unknown[]) => unknown; // the caller has checked the types of the arguments
  const [first, second, third] = args;
  if (!first) return () => call();
  const getFirst = first.get;
  if (!second) {
    return (row) => {
      const value = getFirst(row);
      return value === null ? null : call(value);
    };
  }
  if (third) return liftMany(args, call);
  if (second.constant && second.constant.value !== null) {
    const { value: other } = second.constant;
    return (row) => {
      const value = getFirst(row);
      return value === null ? null : call(value, other);
    };
  }
  const getSecond = second.get;
  return (row) => {
    const value = getFirst(row);
    const other = getSecond(row);
    return value === null || other === null ? null : call(value, other);
  };
}

function liftMany(args: readonly Expression[], call: (...values: readonly unknown[]) => unknown): Getter {
  const getters = args.map(({ get }) => get);
  return (row) => {
    const values = getters.map((get) => get(row));
    return values.includes(null) ? null : call(...values);
  };
}
