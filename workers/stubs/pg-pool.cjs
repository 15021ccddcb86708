// A pool of connections, 2 KiB of the bundle. A request opens one client, and Hyperdrive has the pool.
module.exports = class Pool {};
