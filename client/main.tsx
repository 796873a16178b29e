import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { makeQueryClient } from "./api/query-client.ts";
import { startTexts } from "./i18n/i18n.ts";
import { router } from "./routes.tsx";
import { ErrorBoundary } from "./ui/ErrorBoundary.tsx";
import { startScheme } from "./ui/scheme.ts";
import { Theme } from "./ui/Theme.tsx";
import "./ui/theme.css";

/** Asked for first, and the page drawn when they are there: nobody sees a name where a word should be. */
const texts = startTexts({
  "zh-CN": async () => (await import("./texts/zh.ts")).zh,
  en: async () => (await import("./texts/en.ts")).en,
});
startScheme();

const root = document.querySelector("#root");
if (!root) throw new Error("the page has no #root");
const drawn = createRoot(root);
// Without `await`: a list of words that shares a chunk with this module would wait for it for ever.
texts.then(
  () =>
    drawn.render(
      <StrictMode>
        <QueryClientProvider client={makeQueryClient()}>
          <Theme>
            <ErrorBoundary>
              <RouterProvider router={router} />
            </ErrorBoundary>
          </Theme>
        </QueryClientProvider>
      </StrictMode>,
    ),
  // The one sentence that is said in both languages: there are no words for another.
  () => drawn.render("页面未能载入，请重新打开。 The page could not be loaded; please open it again."),
);
