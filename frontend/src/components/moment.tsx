import { distance } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { useDates } from '@/lib/viewer';

/** A moment in the viewer's time zone. */
export function Moment({ iso }: { iso: string }) {
  return <time dateTime={iso}>{useDates().moment(iso)}</time>;
}

/** The day of a moment in the viewer's time zone. */
export function DayOf({ iso }: { iso: string }) {
  return <time dateTime={iso}>{useDates().dayOf(iso)}</time>;
}

/** A calendar day. */
export function Day({ iso }: { iso: string }) {
  return <time dateTime={iso}>{useDates().day(iso)}</time>;
}

/** A moment and how far away it is. */
export function DueMoment({ iso }: { iso: string }) {
  const { moment } = useDates();
  const now = useNow();
  return (
    <time dateTime={iso}>
      {moment(iso)} ({distance(iso, now)})
    </time>
  );
}
