<?php

declare(strict_types=1);

namespace Shop\Delivery;

use GuzzleHttp\Exception\ClientException;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Exception\ServerException;
use PDOException;

final class ErrorMapper
{
    private const SQLSTATE = [
        '08006' => 'connection failure',
        '23000' => 'integrity constraint violation',
        '23505' => 'unique violation',
        '28000' => 'invalid authorization',
        '40001' => 'serialization failure',
        '42S02' => 'base table or view not found',
        'HY000' => 'general error',
    ];

    private const MYSQL = [1040 => 'too many connections', 1045 => 'access denied', 1062 => 'duplicate entry', 1205 => 'lock wait', 1213 => 'deadlock', 2002 => 'no connection', 2006 => 'server gone', 2013 => 'lost connection'];

    public function words(\Throwable $error): string
    {
        return match (true) {
            $error instanceof ConnectException => 'the service cannot be reached',
            $error instanceof ServerException => 'the service has a fault (5xx)',
            $error instanceof ClientException && $error->getCode() === 401 => 'please sign in',
            $error instanceof ClientException && $error->getCode() === 404 => 'there is no such order',
            $error instanceof PDOException => self::SQLSTATE[$error->getCode()] ?? self::MYSQL[$error->errorInfo[1] ?? 0] ?? 'the database has a fault',
            str_contains($error->getMessage(), 'cURL error 28') => 'no answer in time',
            str_contains($error->getMessage(), 'Allowed memory size') => 'out of memory',
            default => 'unknown',
        };
    }

    public function isDuplicate(PDOException $e): bool
    {
        return $e->getCode() === '23505' || str_contains($e->getMessage(), 'SQLSTATE[23000]') && str_contains($e->getMessage(), 'Duplicate entry');
    }
}
