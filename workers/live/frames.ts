import { FRAME_ERRORS, type FrameError, type ServerFrame } from "./messages.ts";
import type { SocketState } from "./socket-state.ts";

export function stateOf(ws: WebSocket): SocketState {
  return ws.deserializeAttachment();
}

/** Nothing to a socket that is closing. */
export function send(ws: WebSocket, frame: ServerFrame): void {
  if (ws.readyState === WebSocket.OPEN) ws.send(JSON.stringify(frame));
}

export function sendError(ws: WebSocket, code: FrameError): void {
  send(ws, { type: "error", payload: { code, message: FRAME_ERRORS[code] } });
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
