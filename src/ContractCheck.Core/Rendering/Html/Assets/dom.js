'use strict';

// Everything on the page is made by these two: names from the data become attributes and text, never markup.

const data = JSON.parse(document.getElementById('data').textContent);

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return node;
}

function element(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svgElement(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

// A place in a file: a link where the data has its address.
function place({ text, link }) {
  return link ? element('a', { href: link, rel: 'noopener noreferrer' }, element('code', null, text)) : element('code', null, text);
}

function press(button, on) {
  button.setAttribute('aria-pressed', String(on));
}

function isPressed(button) {
  return button.getAttribute('aria-pressed') === 'true';
}
