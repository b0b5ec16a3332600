/** What the server beside the console says of the check of its store. */
export interface VerifyState {
  state: 'never' | 'running' | 'done' | 'failed';
  phase?: string;
  looked?: number;
  started?: string;
  ended?: string;
  counts?: { count: number; meaning: string }[];
  total?: number;
  kinds?: { kind: string; count: number; meaning: string }[];
  findings?: { kind: string; place: string }[];
  failure?: string;
}

export async function verifyState(signal: AbortSignal): Promise<VerifyState> {
  return answer(await fetch('verify', { signal }));
}

export async function startVerify(): Promise<VerifyState> {
  return answer(await fetch('verify', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }));
}

async function answer(response: Response): Promise<VerifyState> {
  if (!response.ok) {
    throw new Error(`the server answered ${response.status}`);
  }
  return response.json();
}
