using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Testing;

/// <summary>
/// A mail server on loopback that knows as much SMTP (RFC 5321) as it takes to receive a letter, or to refuse one, in the clear or under
/// TLS with a certificate that it signed itself (RFC 3207, RFC 8314).
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SmtpSecurity _security;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    private MailServer(SmtpSecurity security)
    {
        _security = security;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many clients began TLS.</summary>
    public int Handshakes { get; private set; }

    /// <summary>The answer to a recipient whose address contains this; empty to take all.</summary>
    public string Refused { get; set; } = "";

    /// <summary>Everything between DATA and the lone dot.</summary>
    public ConcurrentQueue<string> Letters { get; } = [];

    /// <summary>From now on these settings lead here.</summary>
    public static MailServer For(SmtpSettings smtp, SmtpSecurity security = SmtpSecurity.None)
    {
        var server = new MailServer(security);
        (smtp.Host, smtp.Port, smtp.From, smtp.Security) = ("127.0.0.1", server.Port, "study@example.org", security);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await TryTalkAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A client that does not like the certificate hangs up, sooner or later.</summary>
    private async Task TryTalkAsync(Stream stream)
    {
        try
        {
            await TalkAsync(_security == SmtpSecurity.Tls ? await EncryptAsync(stream) : stream);
        }
        catch (IOException)
        {
        }
    }

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        Handshakes++;
        var today = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
        var encrypted = new SslStream(stream);
        try
        {
            await encrypted.AuthenticateAsServerAsync(certificate);
            return encrypted;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return Stream.Null;
        }
    }

    private async Task TalkAsync(Stream stream, bool isContinued = false)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        if (!isContinued) await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "DATA") Letters.Enqueue(await LetterAsync(reader, writer));
            await writer.WriteLineAsync(Answer(line));
            if (line == "QUIT") return;
            if (line != "STARTTLS") continue;
            await TalkAsync(await EncryptAsync(stream), isContinued: true);
            return;
        }
    }

    private string Answer(string line) => line switch
    {
        "QUIT" => "221 bye",
        "STARTTLS" => "220 begin",
        _ when line.StartsWith("EHLO", StringComparison.Ordinal) && _security == SmtpSecurity.StartTls => "250-test\r\n250 STARTTLS",
        _ when Refused.Length > 0 && line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains(Refused, StringComparison.Ordinal) => "550 no such mailbox",
        _ => "250 ok",
    };

    private static async Task<string> LetterAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".") letter.AppendLine(line);
        return letter.ToString();
    }
}
