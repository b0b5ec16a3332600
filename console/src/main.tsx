import { render } from 'preact';
import { App } from './app.tsx';
import { served } from './store/api.ts';
import './theme.css';

render(<App served={await served()} />, document.getElementById('console')!);
