using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Testing;

/// <summary>A mail server on loopback that knows as much SMTP (RFC 5321) as it takes to receive a letter, or to refuse one.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to a recipient whose address contains this; empty to take all.</summary>
    public string Refused { get; set; } = "";

    /// <summary>Everything between DATA and the lone dot.</summary>
    public ConcurrentQueue<string> Letters { get; } = [];

    /// <summary>From now on these settings lead here.</summary>
    public static MailServer For(SmtpSettings smtp)
    {
        var server = new MailServer();
        (smtp.Host, smtp.Port, smtp.From, smtp.Security) = ("127.0.0.1", server.Port, "study@example.org", SmtpSecurity.None);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client.GetStream());
            }
        }
        catch (SocketException)
        {
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "DATA") Letters.Enqueue(await LetterAsync(reader, writer));
            await writer.WriteLineAsync(Answer(line));
            if (line == "QUIT") return;
        }
    }

    private string Answer(string line) => line switch
    {
        "QUIT" => "221 bye",
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
