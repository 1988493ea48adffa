RSpec.describe Delivery do
  describe '.retrying' do
    [Errno::ECONNREFUSED, Errno::ECONNRESET, Net::ReadTimeout, SocketError].each do |error|
      it("retries after #{error}") { calls = 0; described_class.retrying { (calls += 1) < 3 ? raise(error) : :ok } }
    end
    it('gives up after three attempts') { expect { described_class.retrying { raise Errno::ECONNREFUSED } }.to raise_error(Delivery::Unreachable, /no answer after 3 attempts/) }
    it('does not retry when access is denied') { expect { described_class.retrying { raise Faraday::ForbiddenError } }.to raise_error(Delivery::NotAllowed) }
    it('treats a unique violation as done') { expect(described_class.retrying { raise PG::UniqueViolation }).to be_nil }
  end
  it { is_expected.to respond_with(:unauthorized) }
  it('answers 404 Not Found') { expect(response).to have_http_status(:not_found) }
  it('shows "Internal Server Error" to nobody') { expect(page).not_to have_text('Internal Server Error') }
end
