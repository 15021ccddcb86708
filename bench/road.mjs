// What benches put between a service and what it stands on, to take that away and bring it back.
import { connect, createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

/** A road to a TCP server, which may be closed, or swallow what is sent, and be opened again. */
export async function startRoad(host, targetPort) {
  const sockets = new Set();
  let isSilent = false;
  const proxy = createServer((client) => {
    track(client);
    if (isSilent) return;
    const target = connect(targetPort, host);
    track(target);
    client.pipe(target).pipe(client);
  });

  function track(socket) {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  }

  const listen = (onPort) =>
    new Promise((resolve, reject) => {
      proxy.once("error", reject);
      proxy.listen(onPort, LOOPBACK, () => resolve(proxy.address().port));
    });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const port = await listen(0);
  const close = async () => {
    const closed = new Promise((resolve) => proxy.close(resolve));
    cut();
    await closed;
  };

  return {
    port,
    close,
    refuse: close,
    async silence() {
      isSilent = true;
      // What is under way hears nothing any more either.
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    async open() {
      isSilent = false;
      cut();
      if (!proxy.listening) await listen(port);
    },
  };
}
