import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api, Served } from '../store/api.ts';

export interface Session {
  api: Api;
  served: Served;
}

const Context = createContext<Session | undefined>(undefined);

export const SessionProvider = Context.Provider;

export function useSession(): Session {
  return useContext(Context)!;
}
