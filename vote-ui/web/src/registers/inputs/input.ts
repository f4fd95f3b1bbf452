/** What every input of a form takes. */
export interface InputProps {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly invalid: boolean;
  /** Id of the element that says what is wrong or what is meant. */
  readonly described: string | undefined;
}
