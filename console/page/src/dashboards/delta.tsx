import type { Measure } from '../../../api';
import { change } from './aggregate';
import { formatChange, formatPoints, formatShort } from './measures';

interface DeltaProps {
  readonly measure: Measure;
  readonly value: number | undefined;
  readonly before: number | undefined;
}

/** How a number moved: by percent, or by points where it is a rate; the colour says whether that is good. */
export function Delta({ measure, value, before }: DeltaProps) {
  const relative = change(value, before);
  if (value === undefined || before === undefined || relative === undefined) return <>&nbsp;</>;
  const points = measure.format === 'percent';
  const text = points ? formatPoints(value - before) : formatChange(relative);
  const direction = Math.sign(Number((points ? value - before : relative).toFixed(3)));
  const arrow = direction > 0 ? '▲' : direction < 0 ? '▼' : '=';
  const good =
    measure.better === 'neither' || direction === 0
      ? undefined
      : direction > 0 === (measure.better === 'higher');
  const tone = good === undefined ? undefined : good ? 'good' : 'bad';
  return (
    <>
      <span className="delta" data-tone={tone}>
        <span aria-hidden="true">{arrow} </span>
        {text}
        {good === undefined ? null : <span className="visually-hidden">, {good ? 'better' : 'worse'}</span>}
      </span>{' '}
      from {formatShort(before, measure)}
    </>
  );
}
