import { createRoot } from 'react-dom/client';
import { Root } from './shell/Root';
import './shell/shell.css';

const place = document.getElementById('root');
if (!place) throw new Error('index.html: expected an element with id root');
createRoot(place).render(<Root />);
