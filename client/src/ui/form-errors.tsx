import { Notice } from './notice.tsx';

/** What went wrong with the form as a whole; what belongs to a field stands beside the field. */
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
