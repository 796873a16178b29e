import { useSyncExternalStore } from "react";

/** Light, dark, or what the system says. Control rooms are dark; desks are not. */
export type SchemeChoice = "auto" | "light" | "dark";

const KEPT = "youzhu.scheme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function tell(): void {
  document.documentElement.dataset["scheme"] = currentScheme();
  for (const listener of listeners) listener();
}

export function chosenScheme(): SchemeChoice {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** Paper is light, whatever the room is. */
const paper = matchMedia("print");

function currentScheme(): "light" | "dark" {
  if (paper.matches) return "light";
  const chosen = chosenScheme();
  return chosen === "auto" ? (system.matches ? "dark" : "light") : chosen;
}

export function chooseScheme(choice: SchemeChoice): void {
  localStorage.setItem(KEPT, choice);
  tell();
}

/** Sets the scheme before the first paint and follows the system from then on. */
export function startScheme(): void {
  system.addEventListener("change", tell);
  paper.addEventListener("change", tell);
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useScheme(): "light" | "dark" {
  return useSyncExternalStore(subscribe, currentScheme);
}

export function useSchemeChoice(): SchemeChoice {
  return useSyncExternalStore(subscribe, chosenScheme);
}

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** The reader asked for less motion. */
export function useCalm(): boolean {
  return useSyncExternalStore(
    (listener) => {
      stillness.addEventListener("change", listener);
      return () => stillness.removeEventListener("change", listener);
    },
    () => stillness.matches,
  );
}
