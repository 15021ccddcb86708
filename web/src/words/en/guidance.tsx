export const guidance = {
  more: (count: number) => (count === 1 ? "1 more character." : `${count} more characters.`),
  fewer: (count: number) => (count === 1 ? "1 character too many." : `${count} characters too many.`),
  address: "Leave your address out of it.",
  name: (service: string) => `Leave “${service}” out of it.`,
  leaked: "This one is on a list of leaked passwords. Choose another.",
  long: "Long enough.",
  good: "Good: long enough, and on no list of leaked passwords that we know.",
};
