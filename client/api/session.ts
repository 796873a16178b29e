import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import {
  changeLanguage,
  readSession,
  signIn,
  signOut,
  type Session,
  type SignedIn,
} from "../../server/contract/session.ts";
import type { Actor } from "../../server/domain/names.ts";
import { may, type Permission } from "../../server/domain/permissions.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

const SESSION = keyOf(readSession);

export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: ({ signal }) => call(readSession, { signal }),
    staleTime: Infinity,
  });
}

/** The signed-in account. Only for what is shown inside the frame, where there is one. */
export function useMe(): SignedIn {
  const account = useSession().data?.account;
  const client = useQueryClient();
  const last = client.getQueryData<SignedIn>(["lastAccount"]);
  const me = account ?? last;
  if (!me) throw new Error("nobody is signed in");
  return me;
}

/** Who acts, as the domain's tables ask it. */
export function useActor(): Actor {
  const { accountId, role, unit, personAccountIds } = useMe();
  return { accountId, role, unitId: unit?.id ?? null, personAccountIds };
}

export function useMay(): (permission: Permission) => boolean {
  const { role } = useMe();
  return (permission) => may(role, permission);
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password: string }) => call(signIn, { body }),
    onSuccess: (session) => takeSession(client, session),
  });
}

/** Somebody else on this screen must not see what the last one saw: the cache goes with the account. */
function takeSession(client: QueryClient, session: Session): void {
  const last = client.getQueryData<SignedIn>(["lastAccount"]);
  if (last && last.accountId !== session.account?.accountId) client.clear();
  client.setQueryData<SignedIn>(["lastAccount"], session.account ?? undefined);
  client.setQueryData(SESSION, session);
  if (last)
    void client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== readSession.name && queryKey[0] !== "lastAccount",
    });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(signOut),
    onSettled: () => {
      client.clear();
      location.assign("/");
    },
  });
}

export function useChangeLanguage() {
  return useMutation({
    mutationFn: (language: "zh-CN" | "en") => call(changeLanguage, { body: { language } }),
  });
}

/** The server said that the session is over: the frame stays, with what was typed in it, and asks to sign in again. */
export function noteSignedOut(client: QueryClient): void {
  const session = client.getQueryData<Session>(SESSION);
  if (session?.account) client.setQueryData<Session>(SESSION, { ...session, account: null });
}
