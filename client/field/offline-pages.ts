import { haveTexts } from "../i18n/i18n.ts";

/** Keeps the pages on the phone, so that the field page opens without a network. Only the built product has such files. */
export function keepPagesOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Without it (an address that is not https) everything works as long as there is a network.
  navigator.serviceWorker.register("/field-worker.js").catch(() => undefined);
  void keepBothLanguages().catch(() => undefined);
}

/** Whoever changes the language in a cellar has its words already. */
async function keepBothLanguages(): Promise<void> {
  await navigator.serviceWorker.ready;
  await Promise.all([haveTexts("zh-CN"), haveTexts("en")]);
}
