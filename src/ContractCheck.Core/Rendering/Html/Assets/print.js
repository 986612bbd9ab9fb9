
// On paper everything that the filters leave is opened, and closed again afterwards.
{
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')].filter(details => !details.hidden);
    for (const details of opened) {
      details.open = true;
    }
    entries.filter(entry => entry.details.open).forEach(entry => entry.build());
    picture?.beforePrint();
  });
  addEventListener('afterprint', () => {
    opened.forEach(details => { details.open = false; });
    picture?.afterPrint();
  });
}
