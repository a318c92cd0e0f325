import type { Response } from 'express';

/** Whether nobody can get this response any more. */
export const hasLeft = ({ destroyed, req: { socket } }: Response): boolean => destroyed || socket.destroyed;

/**
 * Calls back once the response is over, sent or not; at once when it is over already: a listener that comes after the event is
 * never called. The socket is listened to as well, because a response that waits behind another of its connection has no
 * events of its own.
 */
export function onDeparture(res: Response, leave: () => void): void {
  if (hasLeft(res)) {
    leave();
    return;
  }
  const { socket } = res.req;
  const once = () => {
    res.off('close', once);
    socket.off('close', once);
    leave();
  };
  res.once('close', once);
  socket.once('close', once);
}
