package org.example.billing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** Talks to the payment provider. */
public final class Gateway {
    private static final Set<String> RETRYABLE_STATES = Set.of("40001", "40P01", "08006", "57P03");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * @throws PaymentException if the provider does not take the payment
     * @throws IllegalArgumentException if the amount is not positive
     */
    public String pay(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200, 201 -> response.body();
                case 401, 403 -> throw new PaymentException("credentials", false);
                case 402 -> throw new PaymentException("declined", false);
                case 429, 503 -> throw new PaymentException("busy", true);
                default -> throw new PaymentException("status " + response.statusCode(), response.statusCode() >= 500);
            };
        } catch (ConnectException | HttpTimeoutException | SocketTimeoutException e) {
            throw new PaymentException("provider not reached", true, e);
        } catch (UnknownHostException e) {
            throw new PaymentException("name of the provider", true, e);
        } catch (SSLHandshakeException e) {
            throw new PaymentException("certificate of the provider", false, e);
        } catch (AccessDeniedException e) {
            throw new PaymentException("key file", false, e);
        } catch (IOException e) {
            throw new PaymentException("transport", true, e);
        }
    }

    static boolean isRetryable(SQLException e) {
        return e instanceof SQLTransientException || RETRYABLE_STATES.contains(e.getSQLState());
    }

    static void requirePositive(long cents) {
        if (cents <= 0) {
            throw new IllegalArgumentException("amount");
        }
    }

    /** Whether somebody should be woken up for it. */
    static boolean isSevere(Throwable t) {
        return t instanceof OutOfMemoryError || t instanceof StackOverflowError || t.getCause() instanceof NullPointerException;
    }

    static final class PaymentException extends RuntimeException {
        final boolean retryable;

        PaymentException(String message, boolean retryable) {
            this(message, retryable, null);
        }

        PaymentException(String message, boolean retryable, Throwable cause) {
            super(message, cause);
            this.retryable = retryable;
        }
    }
}
