using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;

namespace StudyPortal.Testing;

/// <summary>The portal as people run it: a process of its own, with a data root and an address that outlive its death.</summary>
public sealed class StartedPortal : IAsyncDisposable
{
    private static int _lastPort = 20_000 + Environment.ProcessId % 10_000;

    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(3);

    private readonly DataRoot _root;
    private readonly StorageSettings _storage;
    private readonly StringBuilder _output = new();
    private readonly bool _isFirst;
    private Process? _process;

    private StartedPortal(DataRoot root, StorageSettings storage, ServiceProvider services, bool isFirst)
    {
        (_root, _storage, Services, _isFirst) = (root, storage, services, isFirst);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public Uri Address { get; }

    /// <summary>The portal's use cases over the same data root, in the test's own process.</summary>
    public ServiceProvider Services { get; }

    /// <summary>Of the web process: what it holds in memory now.</summary>
    public long ResidentBytes => Refreshed.WorkingSet64;

    /// <summary>Of the web process: what it has computed since its start.</summary>
    public TimeSpan ProcessorTime => Refreshed.TotalProcessorTime;

    public int ProcessId => _process!.Id;

    public string DataFolder => _root.Folder;

    /// <summary>What the processes have written to their log.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Where a test puts the folders that may be imported from.</summary>
    public string Sources => Path.Combine(_root.Folder, "sources");

    /// <summary>A new data root with the people of the demo and nothing else; the process is not started yet.</summary>
    /// <param name="folder">Of the data root; null for one of its own.</param>
    /// <param name="storage">Where the rows are; null for SQLite in the data root.</param>
    public static async Task<StartedPortal> PrepareAsync(string? folder = null, StorageSettings? storage = null)
    {
        storage ??= StorageSettings.Sqlite;
        var root = new DataRoot(folder ?? Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N")));
        var services = new ServiceCollection().AddLogging().AddPortal(root, storage).BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
        await services.GetRequiredService<SeedDemoAccounts>().ExecuteAsync(CancellationToken.None);
        return new StartedPortal(root, storage, services, isFirst: true);
    }

    /// <summary>Another web host of the same portal, at an address of its own.</summary>
    public StartedPortal Beside() => new(_root, _storage, Services, isFirst: false);

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Returns when the portal answers; also after <see cref="KillAsync"/>, at the same address.</summary>
    /// <param name="withTrainer">Whether it starts its trainer.</param>
    /// <param name="settings">More of its environment, for it and its trainer.</param>
    public async Task StartAsync(bool withTrainer, IReadOnlyDictionary<string, string>? settings = null)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = StartInfo(withTrainer), EnableRaisingEvents = true };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) _process.StartInfo.Environment[name] = value;
        _process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The portal ended:\n{_output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeToStart);
    }

    /// <summary>As <c>kill -9</c> does: nothing in the web process gets a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        if (!_isFirst) return;
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root.Folder, recursive: true);
    }

    private Process Refreshed
    {
        get
        {
            _process!.Refresh();
            return _process;
        }
    }

    private ProcessStartInfo StartInfo(bool withTrainer)
    {
        const string project = "src/StudyPortal.Web";
        return new ProcessStartInfo("dotnet", [Built.Program(project, "StudyPortal.Web.dll")])
        {
            WorkingDirectory = Path.Combine(Built.Repository, project),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = Address.ToString(),
                ["DataRoot"] = _root.Folder,
                ["Demo__Seed"] = "false",
                ["Import__Roots__0"] = Sources,
                ["Trainer__Start"] = withTrainer ? "true" : "false",
                ["Storage__Provider"] = _storage.Provider.ToString(),
                ["Storage__Connection"] = _storage.Connection,
            },
        };
    }

    private void Hear(string? line, TaskCompletionSource ready)
    {
        lock (_output) _output.AppendLine(line);
        if (line?.Contains("is ready at", StringComparison.Ordinal) == true) ready.TrySetResult();
    }

    /// <summary>Below those that the system hands out by itself, so that nobody is given it while the portal is dead.</summary>
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Interlocked.Increment(ref _lastPort));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
            }
        }
    }
}
