using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using StudyPortal.Core.Storage;

namespace StudyPortal.Testing;

/// <summary>The trainer as people run it: <c>studyportal work</c>.</summary>
public sealed partial class StartedTrainer : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<string> _succeeded;
    private readonly Process _process;

    private StartedTrainer(Process process, ConcurrentQueue<string> succeeded) => (_process, _succeeded) = (process, succeeded);

    public int ProcessId => _process.Id;

    /// <param name="folder">The data root.</param>
    /// <param name="succeeded">Gets the id of every job that it says to have ended well.</param>
    /// <param name="storage">Where the rows are; null for SQLite in the data root.</param>
    /// <param name="devices">Two by default, so two jobs at once.</param>
    public static StartedTrainer Start(string folder, ConcurrentQueue<string> succeeded, StorageSettings? storage = null, string devices = "cpu,cpu")
    {
        var start = new ProcessStartInfo("dotnet", [Built.Program("src/StudyPortal.Trainer", "studyportal.dll"), "work", "--data", folder, "--device", devices, "--supervised"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["OMP_WAIT_POLICY"] = "passive", ["OMP_NUM_THREADS"] = "1",
                ["Storage__Provider"] = (storage ?? StorageSettings.Sqlite).Provider.ToString(), ["Storage__Connection"] = (storage ?? StorageSettings.Sqlite).Connection,
            },
        };
        var trainer = new StartedTrainer(Process.Start(start) ?? throw new InvalidOperationException("The trainer could not be started."), succeeded);
        trainer._process.OutputDataReceived += (_, line) => trainer.Hear(line.Data);
        trainer._process.ErrorDataReceived += (_, _) => { };
        trainer._process.BeginOutputReadLine();
        trainer._process.BeginErrorReadLine();
        return trainer;
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeToStop);
            await _process.WaitForExitAsync(patience.Token);
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is not null && Success().Match(line) is { Success: true } said) _succeeded.Enqueue(said.Groups[1].Value);
    }

    [GeneratedRegex("Job ([0-9a-f-]{36}): Succeeded")]
    private static partial Regex Success();
}
