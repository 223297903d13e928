using System.Diagnostics;

namespace StudyPortal.Testing;

/// <summary>A Redis server of the tests' own on a free port of loopback, which keeps nothing and ends with this process.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Binary = "/usr/bin/redis-server";

    /// <summary>The end of the input stops it.</summary>
    private const string Script =
        """
        "$1" --port "$2" --bind 127.0.0.1 --save "" --appendonly no >/dev/null 2>&1 &
        server=$!
        cat >/dev/null
        kill $server 2>/dev/null
        wait $server
        """;

    private readonly Process _shell;

    private RedisServer(Process shell, int port) => (_shell, Address) = (shell, FormattableString.Invariant($"127.0.0.1:{port}"));

    /// <summary>Why there can be no server here; null where there can be one.</summary>
    public static string? Missing => File.Exists(Binary) ? null : "Redis is not installed: 'apt-get install redis-server'.";

    public string Address { get; }

    public static async Task<RedisServer> StartAsync()
    {
        var port = LoopbackPort.Free();
        var server = new RedisServer(
            Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Binary, FormattableString.Invariant($"{port}")]) { RedirectStandardInput = true })!, port);
        await LoopbackPort.WaitAsync(port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
