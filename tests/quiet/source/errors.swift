import Foundation

enum Problem: Error { case offline, late, signIn, status(Int) }

func problem(for error: Error) -> Problem? {
    guard let error = error as? URLError else { return nil }
    switch error.code {
    case .notConnectedToInternet, .cannotFindHost, .cannotConnectToHost, .networkConnectionLost, .dnsLookupFailed: return .offline
    case .timedOut: return .late
    case .userAuthenticationRequired: return .signIn
    case .serverCertificateUntrusted, .serverCertificateHasBadDate, .secureConnectionFailed: return .offline
    default: return .status(error.errorCode)   // -1001 timed out, -1004 cannot connect, -1009 offline
    }
}
