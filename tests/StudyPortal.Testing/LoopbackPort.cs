using System.Net;
using System.Net.Sockets;

namespace StudyPortal.Testing;

/// <summary>Ports of loopback for servers that a test starts.</summary>
internal static class LoopbackPort
{
    private const int Tries = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>One that nobody listens at now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Returns when somebody listens.</summary>
    /// <exception cref="SocketException">Nobody did for five seconds.</exception>
    public static async Task WaitAsync(int port)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (tries < Tries)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
