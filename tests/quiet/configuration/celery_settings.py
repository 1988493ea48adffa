"""Settings of the workers."""

broker_url = "redis://cache.internal:6379/1"
result_backend = "redis://cache.internal:6379/2"

broker_connection_timeout = 4
broker_connection_retry = True
broker_connection_retry_on_startup = True
broker_connection_max_retries = 100
broker_transport_options = {
    "visibility_timeout": 3600,
    "socket_timeout": 30,
    "socket_connect_timeout": 5,
    "retry_on_timeout": True,
    "max_connections": 50,
}
redis_retry_on_timeout = True
redis_socket_keepalive = True
result_backend_transport_options = {"retry_policy": {"timeout": 5.0}}

task_acks_late = True
task_acks_on_failure_or_timeout = True
task_reject_on_worker_lost = True
task_time_limit = 300  # then the worker process is replaced
task_soft_time_limit = 270  # then SoftTimeLimitExceeded is raised in the task
task_store_errors_even_if_ignored = True
worker_prefetch_multiplier = 4
worker_max_tasks_per_child = 1000
worker_max_memory_per_child = 200_000
worker_cancel_long_running_tasks_on_connection_loss = True

task_default_queue = "default"
task_routes = {
    "billing.deliver_webhook": {"queue": "webhooks"},
    "billing.handle_failed_payment": {"queue": "payments"},
    "billing.retry_dead_letters": {"queue": "low"},
}
task_annotations = {
    "*": {"rate_limit": "100/s"},
    "billing.deliver_webhook": {
        "autoretry_for": (ConnectionError, TimeoutError, OSError),
        "dont_autoretry_for": (PermissionError, FileNotFoundError),
        "max_retries": 8,
        "retry_backoff": True,
        "retry_backoff_max": 600,
    },
}

beat_schedule = {
    "sweep": {"task": "billing.sweep_retries", "schedule": 60.0},
    "expire tokens": {"task": "auth.remove_expired_tokens", "schedule": 3600.0},
    "report errors": {"task": "ops.report_error_rate", "schedule": 300.0},
}
