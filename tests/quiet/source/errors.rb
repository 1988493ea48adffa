# frozen_string_literal: true

module Delivery
  class Error < StandardError; end
  class Timeout < Error; end
  class Unreachable < Error; end
  class NotAllowed < Error; end

  RETRYABLE = [
    Errno::ECONNREFUSED, Errno::ECONNRESET, Errno::EHOSTUNREACH, Errno::ETIMEDOUT, Errno::EPIPE,
    Net::OpenTimeout, Net::ReadTimeout, SocketError, EOFError, OpenSSL::SSL::SSLError
  ].freeze

  # Calls the block until it succeeds or the attempts are used up.
  def self.retrying(attempts: 3)
    attempt = 0
    begin
      yield
    rescue *RETRYABLE => e
      attempt += 1
      retry if attempt < attempts
      raise Unreachable, "no answer after #{attempts} attempts (#{e.class})"
    rescue ActiveRecord::RecordNotUnique, PG::UniqueViolation
      nil # somebody else was faster
    rescue ActiveRecord::Deadlocked
      retry
    rescue ActiveRecord::RecordNotFound, ActionController::RoutingError
      raise Error, 'not here'
    rescue JSON::ParserError, Zlib::DataError
      raise Error, 'the answer could not be read'
    rescue Faraday::UnauthorizedError, Faraday::ForbiddenError
      raise NotAllowed
    end
  end
end
