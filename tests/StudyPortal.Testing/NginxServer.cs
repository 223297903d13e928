using System.Diagnostics;
using System.Globalization;

namespace StudyPortal.Testing;

/// <summary>The load balancer of <c>deploy/nginx.conf</c> in front of two web hosts on loopback; it ends with this process.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private const string Binary = "/usr/sbin/nginx";

    /// <summary>The end of the input stops it.</summary>
    private const string Script =
        """
        "$1" -c "$2/nginx.conf" -p "$2" 2>"$2/error.log" &
        server=$!
        cat >/dev/null
        kill $server 2>/dev/null
        wait $server
        rm -rf "$2"
        """;

    private readonly Process _shell;

    private NginxServer(Process shell, int port) => (_shell, Address) = (shell, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));

    /// <summary>Why there can be no server here; null where there can be one.</summary>
    public static string? Missing => File.Exists(Binary) ? null : "nginx is not installed: 'apt-get install nginx-light'.";

    public Uri Address { get; }

    public static async Task<NginxServer> StartAsync(Uri first, Uri second)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("sp-nginx-").FullName, LoopbackPort.Free());
        await File.WriteAllTextAsync(Path.Combine(folder, "portal.conf"), Deployed()
            .Replace("web-1:8080", first.Authority, StringComparison.Ordinal)
            .Replace("web-2:8080", second.Authority, StringComparison.Ordinal)
            .Replace("listen 80;", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port};"), StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Main(folder));
        var server = new NginxServer(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Binary, folder]) { RedirectStandardInput = true })!, port);
        await LoopbackPort.WaitAsync(port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static string Main(string folder) =>
        $$"""
        daemon off;
        worker_processes 1;
        pid {{folder}}/pid;
        events { worker_connections 4096; }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            include {{folder}}/portal.conf;
        }
        """;

    private static string Deployed() => File.ReadAllText(Path.Combine(Built.Repository, "deploy", "nginx.conf"));
}
