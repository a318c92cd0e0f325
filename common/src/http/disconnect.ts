import type { Response } from 'express';

/** Returns whether the client can no longer receive this response. */
export const isDisconnected = ({ destroyed, req: { socket } }: Response): boolean => destroyed || socket.destroyed;

/**
 * Calls back once the response has closed, whether it was sent or not. Calls back at once when it has already closed, because
 * a listener added after the event never fires. Also listens to the socket: a response queued behind another one of its
 * connection emits no events.
 */
export function onDisconnect(res: Response, callback: () => void): void {
  if (isDisconnected(res)) {
    callback();
    return;
  }
  const { socket } = res.req;
  const once = () => {
    res.off('close', once);
    socket.off('close', once);
    callback();
  };
  res.once('close', once);
  socket.once('close', once);
}
