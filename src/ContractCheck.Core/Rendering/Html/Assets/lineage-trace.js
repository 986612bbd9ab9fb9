
// Which places a column's path runs through, upstream and downstream. A place is a column of a node, or the node's rows (column -1).
// Downstream it goes by the rules of the analysis that the findings come from (ImpactAnalysis), for any column that somebody points at.

function downstream(edge, column) {
  switch (edge.kind) {
    case 'value': return column >= 0 && column === edge.fromColumn ? edge.toColumn : null;
    case 'rows': return column >= 0 && column === edge.fromColumn ? -1 : null;
    case 'reads': return column === -1 ? -1 : null;
    default: return -1;
  }
}

function upstream(edge, column) {
  switch (edge.kind) {
    case 'value': return column === edge.toColumn ? edge.fromColumn : null;
    case 'whole': return -1;
    default: return column === -1 ? edge.fromColumn : null;
  }
}

// starts: [node, column] pairs. Gives the places as "node:column", the nodes, and the edges by index.
function trace(lineage, starts) {
  const found = { places: new Set(), nodes: new Set(), edges: new Set() };
  const walk = (edgesOf, step, end) => {
    const seen = new Set();
    const queue = [];
    const reach = (node, column) => {
      const key = `${node}:${column}`;
      if (!seen.has(key)) {
        seen.add(key);
        found.places.add(key);
        found.nodes.add(node);
        queue.push([node, column]);
      }
    };
    starts.forEach(([node, column]) => reach(node, column));
    while (queue.length) {
      const [node, column] = queue.pop();
      for (const index of edgesOf[node] ?? []) {
        const next = step(lineage.edges[index], column);
        if (next !== null) {
          found.edges.add(index);
          reach(lineage.edges[index][end], next);
        }
      }
    }
  };
  walk(lineage.outgoing, downstream, 'to');
  walk(lineage.incoming, upstream, 'from');
  return found;
}

// A whole box: its rows and all of its columns.
function placesOf(lineage, node) {
  return [[node, -1], ...lineage.nodes[node].columns.map((_, column) => [node, column])];
}

function indexEdges(lineage) {
  lineage.outgoing = lineage.nodes.map(() => []);
  lineage.incoming = lineage.nodes.map(() => []);
  lineage.edges.forEach((edge, index) => {
    lineage.outgoing[edge.from].push(index);
    lineage.incoming[edge.to].push(index);
  });
}
