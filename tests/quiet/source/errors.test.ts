import { describe, expect, it, vi } from 'vitest';
import { classify, Code, DeliveryError, isRetryable } from './errors';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('classify', () => {
  it.each([
    ['ECONNREFUSED', Code.ConnectionRefused],
    ['ECONNRESET', Code.ConnectionReset],
    ['ETIMEDOUT', Code.ConnectTimeout],
    ['ENOTFOUND', Code.NameNotFound],
    ['CERT_HAS_EXPIRED', Code.CertificateExpired],
    ['ERR_TLS_CERT_ALTNAME_INVALID', Code.HostnameMismatch],
    ['23505', Code.DuplicateKey],
    ['40P01', Code.Deadlock],
  ])('maps %s', (code, expected) => expect(classify(withCode(code))).toBe(expected));

  it('knows "socket hang up"', () => expect(classify(new Error('socket hang up'))).toBe(Code.ConnectionReset));
  it('knows "Network Error" of axios', () => expect(classify(new Error('Network Error'))).toBe(Code.ConnectionRefused));
  it('knows an expired token', () => expect(classify(new Error('jwt expired'))).toBe(Code.TokenExpired));
  it('looks at the cause of "fetch failed"', () => {
    const error = new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') });
    expect(classify(error)).toBe(Code.ConnectionRefused);
  });
  it('retries 503 Service Unavailable, not 400 Bad Request', () => expect(isRetryable(Code.RateLimited)).toBe(true));
  it('rejects with a timeout', async () => {
    vi.useFakeTimers();
    await expect(Promise.reject(new DeliveryError(Code.ReadTimeout, 'no answer'))).rejects.toThrow(/no answer/);
  });
  it('does not leak the password when the log-in fails', () => expect(String(new Error('x'))).not.toMatch(/hunter/));
});
