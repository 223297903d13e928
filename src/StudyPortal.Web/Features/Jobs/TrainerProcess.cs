using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>
/// Keeps a trainer running as a process of its own, so that neither a native crash nor a long training touches a reader.
/// Its standard input ties it to the portal: when that ends, by our closing it or by our death, the trainer stops.
/// </summary>
internal sealed class TrainerProcess(
    IOptions<TrainerSettings> settings, IConfiguration configuration, DataRoot root, StorageSettings storage, TimeProvider clock, ILogger<TrainerProcess> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongEnoughToBeSound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(25);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Value.Start) return;
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            await TryRunAsync(stoppingToken);
            if (stoppingToken.IsCancellationRequested) return;
            pause = clock.GetElapsedTime(started) > LongEnoughToBeSound ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            log.LogWarning("No trainer is running; starting one in {Pause}", pause);
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(TrainerExecutable.Find(settings.Value), stoppingToken);
        }
        catch (Exception error) when (error is FileNotFoundException or Win32Exception or InvalidOperationException)
        {
            // Of an exception the log keeps no words, and these name nobody: they say where the program was looked for.
            log.LogError("The trainer cannot be started, and jobs wait until there is one: {Cause}", error.Message);
        }
    }

    private async Task RunAsync(string executable, CancellationToken stoppingToken)
    {
        using var trainer = new Process { StartInfo = StartInfo(executable) };
        trainer.OutputDataReceived += (_, line) => Relay(LogLevel.Information, line.Data);
        trainer.ErrorDataReceived += (_, line) => Relay(LogLevel.Warning, line.Data);
        trainer.Start();
        trainer.PriorityClass = ProcessPriorityClass.BelowNormal;
        trainer.BeginOutputReadLine();
        trainer.BeginErrorReadLine();
        try
        {
            await trainer.WaitForExitAsync(stoppingToken);
            log.LogWarning("The trainer ended with code {ExitCode}", trainer.ExitCode);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(trainer);
        }
    }

    private ProcessStartInfo StartInfo(string executable) => new(executable, ["work", "--supervised", "--data", root.Folder, "--device", settings.Value.Device])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            // OpenMP threads that spin while they wait would take the processor from the readers.
            ["OMP_WAIT_POLICY"] = "passive",
            ["Storage__Provider"] = storage.Provider.ToString(),
            ["Storage__Connection"] = storage.Connection,
            ["Storage__BlobKeys"] = storage.BlobKeys.Setting,
            [LogFormat.Setting.Replace(":", "__", StringComparison.Ordinal)] = configuration[LogFormat.Setting],
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        },
    };

    private async Task StopAsync(Process trainer)
    {
        trainer.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeToStop, clock);
        try
        {
            await trainer.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            log.LogWarning("The trainer did not stop within {Time}; killing it. Its job resumes at the next start", TimeToStop);
            trainer.Kill(entireProcessTree: true);
            await trainer.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Relay(LogLevel level, string? line)
    {
        if (string.IsNullOrEmpty(line)) return;
        // A line of JSON is complete: time, trace, job and service stand in it.
        if (LogFormat.IsJson(configuration) && line[0] == '{') Console.Out.WriteLine(line);
        else log.Log(level, "{Line}", line);
    }
}
