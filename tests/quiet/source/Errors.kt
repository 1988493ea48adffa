package com.example.delivery

import java.net.ConnectException
import java.net.SocketTimeoutException
import java.net.UnknownHostException
import javax.net.ssl.SSLException

sealed interface Problem {
    data object Offline : Problem
    data object Late : Problem
    data class Status(val code: Int) : Problem
}

fun Throwable.toProblem(): Problem? = when (this) {
    is UnknownHostException, is ConnectException -> Problem.Offline
    is SocketTimeoutException -> Problem.Late
    is SSLException -> if (message?.contains("Trust anchor for certification path not found") == true) Problem.Status(495) else Problem.Offline
    else -> null
}

val texts = mapOf(401 to "Please sign in", 403 to "Not for you", 404 to "Nothing here", 408 to "Too slow", 500 to "Our fault", 503 to "We are back soon")
