import { render } from 'preact';
import { App } from './view/app.tsx';
import { connect } from './service/connect.ts';

const root = document.querySelector('#app');
if (root) {
  root.replaceChildren();
  render(<App service={connect('service.js')} />, root);
}
