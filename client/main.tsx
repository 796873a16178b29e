import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { makeQueryClient } from "./api/query-client.ts";
import { startTexts } from "./i18n/i18n.ts";
import { router } from "./routes.tsx";
import { en, zh } from "./texts/resources.ts";
import { ErrorBoundary } from "./ui/ErrorBoundary.tsx";
import { startScheme } from "./ui/scheme.ts";
import { Theme } from "./ui/Theme.tsx";
import "./ui/theme.css";

startTexts({ "zh-CN": zh, en });
startScheme();

const root = document.querySelector("#root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <Theme>
        <ErrorBoundary>
          <RouterProvider router={router} />
        </ErrorBoundary>
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
