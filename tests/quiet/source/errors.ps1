# Copies the export and explains what may go wrong.
$ErrorActionPreference = 'Stop'
function Copy-Export([string]$From, [string]$To) {
    try {
        Copy-Item -Path $From -Destination $To -ErrorAction Stop
    }
    catch [System.UnauthorizedAccessException] { Write-Warning 'Not allowed here'; exit 5 }
    catch [System.IO.FileNotFoundException] { Write-Warning 'Nothing to copy'; exit 2 }
    catch [System.Net.WebException] {
        switch ($_.Exception.Status) {
            'ConnectFailure' { 'nobody listens' }
            'NameResolutionFailure' { 'unknown name' }
            'Timeout' { 'too slow' }
            'TrustFailure' { 'the certificate is not trusted' }
            'ProtocolError' { [int]$_.Exception.Response.StatusCode }
        }
    }
    catch { if ($_.Exception.HResult -eq -2147024784) { 'disk full' } else { throw } }
}
if ($LASTEXITCODE -ne 0) { throw "robocopy ended with $LASTEXITCODE" }
