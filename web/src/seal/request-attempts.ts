// The attempts that a page and a worker can both make: each asks for the address by a way of its own.

export function attemptXhr(address: string): void {
  const request = new XMLHttpRequest();
  request.open('GET', address);
  request.send();
}

export function attemptWebSocket(address: string): void {
  closeWhenOpen(new WebSocket(address));
}

export function attemptEventSource(address: string): void {
  closeWhenOpen(new EventSource(address));
}

/** Nothing is left running where the attempt is not refused. */
function closeWhenOpen(connection: WebSocket | EventSource): void {
  const close = () => {
    connection.close();
  };
  connection.onopen = close;
  connection.onerror = close;
}
