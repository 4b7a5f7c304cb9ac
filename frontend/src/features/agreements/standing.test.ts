import { describe, expect, it } from 'vitest';

import {
  approvalState,
  isMyTurn,
  isWithPlatform,
  lastMovedAt,
  signatureState,
  turnSentence,
} from './standing';

const provider = { id: 'p' };
const recipient = { id: 'r' };
const act = (organisation: { id: string }, createdAt = '2026-11-20T10:00:00Z') => ({
  organisation,
  createdAt,
});
const signature = (organisation: { id: string }, sealedAt: string | null) => ({
  ...act(organisation),
  sealedAt,
});
const standing = { state: 'IN_REVIEW', provider, recipient, approvals: [], signatures: [] } as const;

describe('approvalState', () => {
  it('awaits both sides at once while in review', () => {
    expect(approvalState(standing, 'p')).toBe('AWAITED');
    expect(approvalState(standing, 'r')).toBe('AWAITED');
  });

  it('is done for the side that approved', () => {
    const one = { ...standing, approvals: [act(recipient)] };
    expect(approvalState(one, 'r')).toBe('DONE');
    expect(approvalState(one, 'p')).toBe('AWAITED');
  });

  it('comes later before the review and never after a refusal', () => {
    expect(approvalState({ ...standing, state: 'DRAFT' }, 'p')).toBe('LATER');
    expect(approvalState({ ...standing, state: 'DECLINED' }, 'p')).toBe('DROPPED');
  });
});

describe('signatureState', () => {
  it('awaits the provider first', () => {
    const signing = { ...standing, state: 'SIGNING' } as const;
    expect(signatureState(signing, 'p')).toBe('AWAITED');
    expect(signatureState(signing, 'r')).toBe('LATER');
  });

  it('awaits the recipient once the provider signed', () => {
    const signing = { ...standing, state: 'SIGNING', signatures: [signature(provider, null)] } as const;
    expect(signatureState(signing, 'p')).toBe('DONE');
    expect(signatureState(signing, 'r')).toBe('AWAITED');
  });

  it('comes later during the review and never after a refusal', () => {
    expect(signatureState(standing, 'p')).toBe('LATER');
    expect(signatureState({ ...standing, state: 'DECLINED' }, 'p')).toBe('DROPPED');
  });
});

describe('isWithPlatform', () => {
  const moved = { formKey: 'letter-agreement', signatures: [] };

  it('is while the document is made, which needs a form', () => {
    expect(isWithPlatform({ ...moved, state: 'DRAFT' })).toBe(true);
    expect(isWithPlatform({ ...moved, state: 'DRAFT', formKey: '' })).toBe(false);
  });

  it('is while a signature waits for its seal', () => {
    const sealed = signature(provider, '2026-11-20T10:00:02Z');
    expect(isWithPlatform({ ...moved, state: 'SIGNING' })).toBe(false);
    expect(isWithPlatform({ ...moved, state: 'SIGNING', signatures: [sealed] })).toBe(false);
    expect(
      isWithPlatform({ ...moved, state: 'SIGNING', signatures: [sealed, signature(recipient, null)] }),
    ).toBe(true);
  });

  it.each(['IN_REVIEW', 'EXECUTED', 'DECLINED'] as const)('is not in %s', (state) => {
    expect(isWithPlatform({ ...moved, state })).toBe(false);
  });
});

describe('lastMovedAt', () => {
  it('is the newest of acts and documents, whatever their offsets', () => {
    const moved = lastMovedAt({
      approvals: [{ createdAt: '2026-11-20T10:00:00+00:00' }],
      signatures: [{ createdAt: '2026-11-20T10:30:00+01:00' }],
      documents: [{ createdAt: '2026-11-19T23:00:00Z' }],
    });
    expect(moved).toBe('2026-11-20T10:00:00+00:00');
  });

  it('is unknown before anything happened', () => {
    expect(lastMovedAt({ approvals: [], signatures: [], documents: [] })).toBeUndefined();
  });
});

describe('isMyTurn', () => {
  it('is when something but declining is open', () => {
    expect(isMyTurn(['APPROVE', 'DECLINE'])).toBe(true);
    expect(isMyTurn(['DECLINE'])).toBe(false);
    expect(isMyTurn([])).toBe(false);
  });
});

describe('turnSentence', () => {
  it('joins who must act within a sentence', () => {
    expect(turnSentence(['The legal office of The Aire', 'The legal office of Nile'])).toBe(
      'the legal office of The Aire and the legal office of Nile',
    );
  });
});
