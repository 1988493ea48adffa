// Turns what the libraries throw into one class with a code of our own.
export enum Code {
  ConnectionRefused = 'E1001',
  ConnectionReset = 'E1002',
  ConnectTimeout = 'E1003',
  ReadTimeout = 'E1004',
  NameNotFound = 'E1005',
  CertificateExpired = 'E1006',
  CertificateUntrusted = 'E1007',
  HostnameMismatch = 'E1008',
  Unauthorized = 'E1010',
  TokenExpired = 'E1011',
  Forbidden = 'E1012',
  NoSuchBucket = 'E1020',
  NoSuchKey = 'E1021',
  DuplicateKey = 'E1030',
  Deadlock = 'E1031',
  RateLimited = 'E1040',
}

const BY_ERRNO: Record<string, Code> = {
  ECONNREFUSED: Code.ConnectionRefused,
  ECONNRESET: Code.ConnectionReset,
  ECONNABORTED: Code.ConnectionReset,
  EPIPE: Code.ConnectionReset,
  ETIMEDOUT: Code.ConnectTimeout,
  ESOCKETTIMEDOUT: Code.ReadTimeout,
  UND_ERR_CONNECT_TIMEOUT: Code.ConnectTimeout,
  UND_ERR_HEADERS_TIMEOUT: Code.ReadTimeout,
  ENOTFOUND: Code.NameNotFound,
  EAI_AGAIN: Code.NameNotFound,
  CERT_HAS_EXPIRED: Code.CertificateExpired,
  CERT_NOT_YET_VALID: Code.CertificateExpired,
  DEPTH_ZERO_SELF_SIGNED_CERT: Code.CertificateUntrusted,
  SELF_SIGNED_CERT_IN_CHAIN: Code.CertificateUntrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: Code.CertificateUntrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: Code.CertificateUntrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: Code.HostnameMismatch,
  ERR_JWT_EXPIRED: Code.TokenExpired,
};

const BY_SQLSTATE: Record<string, Code> = {
  '23505': Code.DuplicateKey,
  '40001': Code.Deadlock,
  '40P01': Code.Deadlock,
  '28P01': Code.Unauthorized,
  '53300': Code.RateLimited,
};

const BY_STATUS = new Map<number, Code>([
  [401, Code.Unauthorized],
  [403, Code.Forbidden],
  [408, Code.ReadTimeout],
  [429, Code.RateLimited],
  [504, Code.ReadTimeout],
]);

export class DeliveryError extends Error {
  constructor(readonly code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeliveryError';
  }
}

export function classify(error: unknown): Code | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, status, cause } = error as Error & { code?: string; status?: number };
  if (code && code in BY_ERRNO) return BY_ERRNO[code];
  if (code && code in BY_SQLSTATE) return BY_SQLSTATE[code];
  if (status && BY_STATUS.has(status)) return BY_STATUS.get(status);
  if (error.name === 'TokenExpiredError') return Code.TokenExpired;
  if (error.name === 'NoSuchKey' || error.name === 'NotFound') return Code.NoSuchKey;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return Code.ReadTimeout;
  switch (error.message) {
    case 'Network Error':
    case 'Failed to fetch':
    case 'Load failed':
      return Code.ConnectionRefused;
    case 'socket hang up':
      return Code.ConnectionReset;
  }
  if (/jwt expired/i.test(error.message)) return Code.TokenExpired;
  if (error.message.includes('invalid_grant')) return Code.TokenExpired;
  if (error.message.includes('redirect_uri_mismatch')) throw new DeliveryError(Code.Unauthorized, 'register the address first');
  return cause ? classify(cause) : undefined;
}

export const isRetryable = (code: Code): boolean =>
  [Code.ConnectionRefused, Code.ConnectionReset, Code.ConnectTimeout, Code.RateLimited, Code.Deadlock].includes(code);
