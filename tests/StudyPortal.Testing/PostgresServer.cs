using System.Diagnostics;
using Npgsql;

namespace StudyPortal.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, from the system's binaries, in a folder of its own and behind a socket in it. It lives as long as
/// its standard input is open: when this process ends, in whatever way, the server stops and its folder goes.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "studyportal";

    /// <summary>The binaries, the folder. The server runs in the background and does what is written to the input; the input's end stops it.</summary>
    private const string Script =
        """
        "$1/initdb" -D "$2/data" -U studyportal -A trust -E UTF8 --no-sync >"$2/initdb.log" 2>&1 || { cat "$2/initdb.log" >&2; exit 1; }
        start() {
          "$1/postgres" -D "$2/data" -c listen_addresses= -c unix_socket_directories="$2" -c max_connections=400 -c shared_buffers=64MB >>"$2/server.log" 2>&1 &
          server=$!
        }
        children() { cat /proc/$server/task/$server/children; }
        # The server first, so that it begins no process that is missed.
        hang() {
          kill -STOP $server
          until grep -q '^State:.T' /proc/$server/status; do sleep 0.01; done
          kill -STOP $(children)
        }
        wake() { kill -CONT $(children) $server; }
        start "$1" "$2"
        while read -r order; do
          case $order in
            break) kill -QUIT $server; wait $server ;;
            start) start "$1" "$2" ;;
            hang) hang ;;
            wake) wake ;;
          esac
          touch "$2/done"
        done
        wake 2>/dev/null
        kill -INT $server 2>/dev/null
        wait $server
        rm -rf "$2"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgresServer>> One = new(StartAsync);

    private readonly Process _shell;

    private PostgresServer(Process shell, string folder) => (_shell, Folder) = (shell, folder);

    /// <summary>Where the socket lies, and the server's log.</summary>
    public string Folder { get; }

    /// <summary>Why there can be no server here; null where there can be one.</summary>
    public static string? Missing => Binaries is null ? "PostgreSQL is not installed: 'apt-get install postgresql', or set STUDYPORTAL_POSTGRES_BIN to the folder of initdb and postgres." : null;

    /// <summary>The server that all tests of this process share.</summary>
    public static Task<PostgresServer> SharedAsync() => One.Value;

    public static async Task<PostgresServer> StartAsync()
    {
        var binaries = Binaries ?? throw new InvalidOperationException(Missing);
        var folder = Directory.CreateTempSubdirectory("sp-pg-").FullName;
        var shell = Process.Start(Command(binaries, folder)) ?? throw new InvalidOperationException("No shell could be started.");
        var server = new PostgresServer(shell, folder);
        await server.WaitAsync();
        return server;
    }

    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder { Host = Folder, Username = Owner, Database = database, Timeout = 30 }.ToString();

    /// <summary>Outside any transaction, in the server's own database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>It ends at once, without a word to anybody, as when its machine fails.</summary>
    public Task BreakAsync() => OrderAsync("break");

    /// <summary>After <see cref="BreakAsync"/>: it recovers what was committed.</summary>
    public async Task StartAgainAsync()
    {
        await OrderAsync("start");
        NpgsqlConnection.ClearAllPools();
        await WaitAsync();
    }

    /// <summary>It keeps all its lines and does nothing any more, until <see cref="WakeAsync"/>.</summary>
    public Task HangAsync() => OrderAsync("hang");

    public Task WakeAsync() => OrderAsync("wake");

    /// <summary>Returns when it is carried out.</summary>
    private async Task OrderAsync(string order)
    {
        var done = Path.Combine(Folder, "done");
        await _shell.StandardInput.WriteLineAsync(order);
        await _shell.StandardInput.FlushAsync();
        while (!File.Exists(done))
        {
            if (_shell.HasExited) throw new InvalidOperationException("The shell that keeps the server has ended.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        File.Delete(done);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static string? Binaries =>
        new[] { Environment.GetEnvironmentVariable("STUDYPORTAL_POSTGRES_BIN") ?? "" }
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    /// <summary>PostgreSQL does not run as root, so root hands the folder to the user that its package has made.</summary>
    private static ProcessStartInfo Command(string binaries, string folder)
    {
        string[] script = ["/bin/sh", "-c", Script, "sh", binaries, folder];
        if (!Environment.IsPrivilegedProcess) return new ProcessStartInfo(script[0], script[1..]) { RedirectStandardInput = true };
        using var given = Process.Start("chown", ["postgres", folder]);
        given.WaitForExit();
        return new ProcessStartInfo("runuser", ["-u", "postgres", "--", .. script]) { RedirectStandardInput = true, WorkingDirectory = folder };
    }

    private async Task WaitAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!_shell.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
