package com.example.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.net.*;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns exceptions into answers. */
@RestControllerAdvice
public class Errors {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    @ExceptionHandler(DuplicateKeyException.class)
    @ResponseStatus(value = HttpStatus.CONFLICT, reason = "already there")
    void duplicate() {}

    @ExceptionHandler({SocketTimeoutException.class, TimeoutException.class})
    @ResponseStatus(HttpStatus.GATEWAY_TIMEOUT)
    void late() {}

    /**
     * @throws ConnectException if nothing listens there ("Connection refused")
     * @throws UnknownHostException if the name cannot be resolved
     * @throws SSLHandshakeException if the certificate is not trusted
     * @throws AccessDeniedException if the file may not be read
     */
    static boolean isRetryable(Throwable t) {
        if (t instanceof ConnectException || t instanceof NoRouteToHostException || t instanceof EOFException) return true;
        if (t instanceof SQLTransientConnectionException) return true;
        if (t instanceof SQLException e) {
            return switch (e.getSQLState()) {
                case "40001", "40P01", "08006", "57P01" -> true;
                default -> switch (e.getErrorCode()) {
                    case 60, 3113, 3114, 12541, 1205, 1213 -> true; // ORA-00060, ORA-03113, ORA-12541; MySQL 1205 and 1213
                    default -> false;
                };
            };
        }
        String message = String.valueOf(t.getMessage());
        return message.contains("Connection reset") || message.startsWith("Read timed out") || message.endsWith("GOAWAY received");
    }

    static <T> T retrying(Callable<T> call) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.call();
            } catch (IOException e) {
                if (attempt == 3 || !isRetryable(e)) throw e;
                log.debug("attempt {} of 3", attempt);
            } catch (OutOfMemoryError | StackOverflowError e) {
                throw new IllegalStateException("the report is too large", e);
            }
        }
    }
}
