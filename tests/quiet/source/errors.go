package delivery

import (
	"context"
	"crypto/x509"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
)

// Sentinel errors of this package.
var (
	ErrNotFound     = errors.New("delivery: not found")
	ErrConflict     = errors.New("delivery: changed by somebody else")
	ErrUnauthorized = errors.New("delivery: not signed in")
	ErrTimeout      = errors.New("delivery: no answer in time")
	ErrUnavailable  = errors.New("delivery: the service is away")
)

// Classify maps err to one of the sentinel errors.
func Classify(err error) error {
	var (
		netErr  net.Error
		dnsErr  *net.DNSError
		certErr x509.CertificateInvalidError
		authErr x509.UnknownAuthorityError
		hostErr x509.HostnameError
	)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return ErrTimeout
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, sql.ErrNoRows), errors.Is(err, os.ErrNotExist):
		return ErrNotFound
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return ErrUnavailable
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.EACCES):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return ErrUnavailable
	case errors.As(err, &dnsErr) && dnsErr.IsNotFound:
		return ErrUnavailable
	case errors.As(err, &certErr), errors.As(err, &authErr), errors.As(err, &hostErr):
		return ErrUnavailable
	case errors.As(err, &netErr) && netErr.Timeout():
		return ErrTimeout
	case strings.Contains(err.Error(), "no such host"),
		strings.Contains(err.Error(), "connection refused"),
		strings.Contains(err.Error(), "i/o timeout"),
		strings.Contains(err.Error(), "certificate signed by unknown authority"),
		strings.Contains(err.Error(), "too many open files"):
		return ErrUnavailable
	}
	return err
}

// Status turns an HTTP status into an error; 2xx is none.
func Status(response *http.Response) error {
	switch response.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return ErrUnauthorized
	case http.StatusNotFound, http.StatusGone:
		return ErrNotFound
	case http.StatusConflict, http.StatusPreconditionFailed:
		return ErrConflict
	case http.StatusRequestTimeout, http.StatusGatewayTimeout:
		return ErrTimeout
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
		return ErrUnavailable
	}
	if response.StatusCode >= 400 {
		return fmt.Errorf("delivery: unexpected answer %q", response.Status)
	}
	return nil
}
