import { useId } from 'react';
import { Button } from '@/ui/button.tsx';

interface QuantityStepperProps {
  label: string;
  value: number;
  min: number;
  max: number;
  fewer: string;
  more: string;
  onChange: (value: number) => void;
}

/** A number between two buttons. Its value is announced when it changes. */
export function QuantityStepper({ label, value, min, max, fewer, more, onChange }: QuantityStepperProps) {
  const id = useId();
  const change = (by: number) => onChange(Math.min(max, Math.max(min, value + by)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div role="group" aria-labelledby={id} className="flex items-center justify-between gap-4">
      <span id={id} className="font-semibold">
        {label}
      </span>
      <div className="flex items-center gap-1">
        <StepButton label={fewer} isOff={value <= min} onPress={() => change(-1)}>
          −
        </StepButton>
        <output aria-live="polite" className="display figures min-w-10 text-center text-2xl">
          {value}
        </output>
        <StepButton label={more} isOff={value >= max} onPress={() => change(1)}>
          +
        </StepButton>
      </div>
    </div>
  );
}

interface StepButtonProps {
  label: string;
  isOff: boolean;
  onPress: () => void;
  children: string;
}

const StepButton = ({ label, isOff, onPress, children }: StepButtonProps) => (
  <Button look="plain" size="small" aria-label={label} isOff={isOff} onClick={onPress}>
    <span aria-hidden="true" className="text-xl leading-none">
      {children}
    </span>
  </Button>
);
