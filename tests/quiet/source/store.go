// Package store keeps deliveries in PostgreSQL.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"
)

var (
	// ErrNotFound says that there is no delivery with this id.
	ErrNotFound = errors.New("store: no such delivery")
	// ErrConflict says that another worker was faster.
	ErrConflict = errors.New("store: delivery was changed")
)

type Store struct{ db *sql.DB }

func Open(ctx context.Context, dsn string) (*Store, error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	db.SetMaxOpenConns(20)
	db.SetConnMaxLifetime(30 * time.Minute)
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := db.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return &Store{db}, nil
}

func (s *Store) Status(ctx context.Context, id int64) (string, error) {
	var status string
	err := s.db.QueryRowContext(ctx, `SELECT status FROM delivery WHERE id = $1`, id).Scan(&status)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", ErrNotFound
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return "", fmt.Errorf("status of %d: %w", id, err)
	case err != nil:
		return "", fmt.Errorf("status: %w", err)
	}
	return status, nil
}

// Retryable says whether a second attempt has a chance.
func Retryable(err error) bool {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.IsTemporary || dns.IsTimeout
	}
	var op net.Error
	if errors.As(err, &op) && op.Timeout() {
		return true
	}
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

func readKey(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("key: %w", err)
	}
	return key, err
}

// Handler answers with the status of a delivery.
func (s *Store) Handler(w http.ResponseWriter, r *http.Request) {
	status, err := s.Status(r.Context(), 1)
	switch {
	case errors.Is(err, ErrNotFound):
		http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
	case errors.Is(err, context.DeadlineExceeded):
		w.WriteHeader(http.StatusGatewayTimeout)
	case err != nil:
		w.WriteHeader(http.StatusInternalServerError)
	default:
		fmt.Fprintln(w, status)
	}
	defer func() {
		if v := recover(); v != nil {
			panic(v)
		}
	}()
}
