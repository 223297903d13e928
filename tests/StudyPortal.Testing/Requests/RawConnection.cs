using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StudyPortal.Testing.Requests;

/// <summary>Sends bytes to a server and reads what it answers until it closes the line.</summary>
/// <param name="server">http on loopback.</param>
/// <param name="patience">How long an answer may take.</param>
public sealed class RawConnection(Uri server, TimeSpan patience)
{
    /// <summary>More of an answer than this is read and forgotten.</summary>
    private const int MostKept = 256 * 1024;

    /// <summary>How long a request that ends too early stays open: then its line is closed, as by a browser that went away.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="request">Sent as it is.</param>
    /// <param name="from">A loopback address: what is limited by address is not limited for the others.</param>
    public async Task<RawAnswer> SendAsync(RawRequest request, IPAddress from, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        using var received = new MemoryStream();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), limit.Token);
            await SendAsync(socket, request.ToBytes(server.Authority), limit.Token);
            await ReceiveAsync(socket, received, closes: request.MayGoUnanswered, limit.Token);
        }
        catch (SocketException)
        {
            // A server may refuse the rest of a request by closing the line; what it said before counts.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RawAnswer(RawAnswer.TooLate, "", Encoding.Latin1.GetString(received.ToArray()));
        }

        return Read(Encoding.Latin1.GetString(received.ToArray()));
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), cancellationToken);
        }
        catch (SocketException)
        {
            // It answered before it had read all.
        }
    }

    private static async Task ReceiveAsync(Socket socket, MemoryStream received, bool closes, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        if (closes)
        {
            await AnswersSoonAsync(socket, cancellationToken);
            socket.Shutdown(SocketShutdown.Send);
        }

        while (await socket.ReceiveAsync(buffer, cancellationToken) is var read and > 0)
            if (received.Length < MostKept) received.Write(buffer, 0, read);
    }

    /// <summary>Until something is answered, or the pause is over.</summary>
    private static async Task AnswersSoonAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause.CancelAfter(Pause);
        try
        {
            await socket.ReceiveAsync(Memory<byte>.Empty, pause.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It waits for the rest.
        }
    }

    private static RawAnswer Read(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || text.Split(' ', 3) is not [_, var status, _] || !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new RawAnswer(RawAnswer.Closed, "", text);
        var rest = text[(end + 4)..];
        // After "100 Continue" comes the answer itself.
        return number == (int)HttpStatusCode.Continue ? Read(rest) : new RawAnswer(number, text[..end], rest);
    }
}
