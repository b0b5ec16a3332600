/** Temporary credentials as the AWS command line and its portal print them: for a shell, in a file, or as JSON. */
export interface Pasted {
  key: string;
  secret: string;
  session?: string;
}

export function pastedFrom(text: string): Pasted | undefined {
  const key = valueOf(text, 'access_?key_?id');
  const secret = valueOf(text, 'secret_?access_?key');
  return key === undefined || secret === undefined ? undefined : { key, secret, session: valueOf(text, 'session_?token') };
}

function valueOf(text: string, name: string): string | undefined {
  return new RegExp(`${name}["']?\\s*[:=]\\s*["']?([^\\s"',;]+)`, 'i').exec(text)?.[1];
}
