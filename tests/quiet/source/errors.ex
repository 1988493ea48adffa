defmodule Delivery.Errors do
  @moduledoc "What may go wrong, and whether it is tried again."
  require Logger

  def retry?({:error, :econnrefused}), do: true
  def retry?({:error, :nxdomain}), do: true
  def retry?({:error, :timeout}), do: true
  def retry?({:error, %Postgrex.Error{postgres: %{code: :deadlock_detected}}}), do: true
  def retry?({:error, %Postgrex.Error{postgres: %{code: :unique_violation}}}), do: false
  def retry?({:error, %DBConnection.ConnectionError{reason: :queue_timeout}}), do: true
  def retry?({:error, %Mint.TransportError{reason: {:tls_alert, {:certificate_expired, _}}}}), do: false
  def retry?({:ok, %{status: status}}) when status in [429, 502, 503, 504], do: true
  def retry?(_), do: false

  def handle_info({:DOWN, _ref, :process, _pid, :normal}, state), do: {:noreply, state}
  def handle_info({:EXIT, _pid, reason}, state) do
    Logger.debug("worker ended: #{inspect(reason)}")
    {:noreply, state}
  end
end
