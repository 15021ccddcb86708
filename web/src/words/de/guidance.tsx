import type { guidance as english } from "../en/guidance.tsx";

export const guidance: typeof english = {
  more: (count) => `Noch ${count} Zeichen.`,
  fewer: (count) => `${count} Zeichen zu viel.`,
  address: "Deine Adresse sollte nicht darin vorkommen.",
  name: (service) => `„${service}“ sollte nicht darin vorkommen.`,
  leaked: "Dieses steht auf einer Liste bekannt gewordener Passwörter. Wähle ein anderes.",
  long: "Lang genug.",
  good: "Gut: lang genug und auf keiner Liste bekannt gewordener Passwörter, die wir kennen.",
};
