import { Notice } from './notice.tsx';

/** Errors of the whole form; errors of a field are shown beside the field. */
export function FormErrors({ messages }: { messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <Notice role="alert">
      {messages.map((message) => (
        <p key={message} className="font-semibold">
          {message}
        </p>
      ))}
    </Notice>
  );
}
