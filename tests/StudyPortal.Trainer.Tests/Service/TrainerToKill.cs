using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Service;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>The trainer's real service in a process of its own, with its real work or with work that only counts.</summary>
internal sealed class TrainerToKill : IAsyncDisposable
{
    public const string Role = "--as-trainer", CountingRole = "--as-counting-trainer";

    private readonly Process _process;

    private TrainerToKill(Process process) => _process = process;

    public static TrainerToKill Start(DataRoot root, string role = CountingRole, int jobsAtOnce = 1, StorageSettings? storage = null) => new(Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [role, root.Folder, jobsAtOnce.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["Storage__Provider"] = (storage ?? StorageSettings.Sqlite).Provider.ToString(), ["Storage__Connection"] = storage?.Connection },
        })!);

    public int ProcessId => _process.Id;

    /// <summary>What the started process does.</summary>
    public static async Task<int> RunAsync(string role, string folder, string jobsAtOnce)
    {
        var builder = TrainerService.CreateBuilder(new DataRoot(folder), StorageSettings.OfEnvironment(), [.. Enumerable.Repeat(ComputeDevice.Cpu, int.Parse(jobsAtOnce, CultureInfo.InvariantCulture))], supervised: true);
        if (role == CountingRole) builder.Services.RemoveAll<JobWork>().AddSingleton<JobWork, CountingWork>();
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    /// <summary>As <c>kill -9</c> does: nothing in it gets a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As the portal stops its trainer.</summary>
    public async Task<int> StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(40)).Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
