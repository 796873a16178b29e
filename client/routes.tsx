import { createBrowserRouter, type RouteObject } from "react-router";
import { Frame } from "./ui/shell/Frame.tsx";
import { NotFound } from "./ui/NotFound.tsx";
import { RouteError } from "./ui/ErrorBoundary.tsx";

/**
 * Pages of the other features: `{ path, lazy: async () => ({ Component: (await import("./x/XPage.tsx")).XPage }) }`.
 * Their place in the rail is in `ui/shell/navigation.tsx`.
 */
const pages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./cases/Workbench.tsx")).Workbench }) },
  // --- inquiries, claims, audit, insight, admin, field: one line each below ---
];

export const router = createBrowserRouter([
  {
    path: "/",
    Component: Frame,
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      ...pages.map((page) => ({ ErrorBoundary: RouteError, ...page })),
      { path: "*", Component: NotFound },
    ],
  },
]);
