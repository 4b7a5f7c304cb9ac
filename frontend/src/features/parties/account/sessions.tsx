import { Button, Group, Text } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';

import { Moment } from '@/components/moment';
import { useGuardedAuth } from '@/components/reauthentication';
import { Section } from '@/components/section';
import { isoOf } from '@/features/parties/account/authenticators';
import { useAuthData } from '@/features/parties/account/use-auth-data';
import { browserName } from '@/features/parties/account/browser-name';
import { toast } from '@/lib/toast';

interface Session {
  id: number;
  user_agent: string;
  ip: string;
  created_at: number;
  is_current: boolean;
}

/** Where the person is signed in, and how to end it. */
export function Sessions() {
  const ask = useGuardedAuth();
  const { outcome, reload } = useAuthData<Session[]>('auth/sessions');
  const sessions = outcome?.ok ? outcome.value : [];
  const end = async (session: Session) => {
    const ended = await ask('DELETE', 'auth/sessions', { sessions: [session.id] });
    toast(ended.ok ? 'The session was ended.' : (ended.problems[0]?.message ?? 'The session was not ended.'));
    reload();
  };
  return (
    <Section title="Sessions" lead="The browsers in which you are signed in. End those that you do not know.">
      {sessions.map((session) => (
        <Group key={session.id} justify="space-between">
          <Group gap="sm" wrap="nowrap">
            <IconDeviceDesktop size={22} aria-hidden />
            <div>
              <Text fw={600}>
                {browserName(session.user_agent)}
                {session.is_current && ' (this one)'}
              </Text>
              <Text size="sm" c="dimmed">
                {session.ip}, since <Moment iso={isoOf(session.created_at)} />
              </Text>
            </div>
          </Group>
          {!session.is_current && (
            <Button
              variant="default"
              size="sm"
              aria-label={`End the session in ${browserName(session.user_agent)}`}
              onClick={() => end(session)}
            >
              End
            </Button>
          )}
        </Group>
      ))}
    </Section>
  );
}
