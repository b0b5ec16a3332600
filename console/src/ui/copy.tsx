import { useState } from 'preact/hooks';

/** Puts a text on the clipboard, and says so. */
export function Copy({ label, text }: { label: string; text: () => string }) {
  const [done, setDone] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setDone('copied');
    } catch {
      setDone('the browser does not allow it');
    }
    setTimeout(() => setDone(''), 2_000);
  };
  return (
    <button type="button" onClick={copy}>
      {label}
      <span role="status" class="done">{done && ` · ${done}`}</span>
    </button>
  );
}
