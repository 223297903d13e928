using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Service;

/// <summary>Asks the NVIDIA driver's own program how much memory each GPU of this machine has in use. Without it nothing is told.</summary>
internal sealed class ReadGpuMemory(ILogger<ReadGpuMemory> log)
{
    private const string Program = "nvidia-smi";
    private const int BytesInMebibyte = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private bool _isThere = true;

    public async Task<IReadOnlyList<GpuMemory>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!_isThere) return [];
        try
        {
            return Parse(await AskAsync(cancellationToken));
        }
        catch (Win32Exception)
        {
            // No such program: this machine has no NVIDIA driver, and will not get one while this runs.
            _isThere = false;
            return [];
        }
        catch (Exception failure) when (failure is FormatException or TimeoutException or InvalidOperationException)
        {
            log.LogWarning("The memory of the GPUs could not be read: {Failure}", failure.Message);
            return [];
        }
    }

    /// <exception cref="FormatException">Not lines of an index, MiB in use and MiB in all.</exception>
    internal static IReadOnlyList<GpuMemory> Parse(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseLine)];

    private static GpuMemory ParseLine(string line) =>
        line.Split(',', StringSplitOptions.TrimEntries) is [var index, var used, var total]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(used, NumberStyles.None, CultureInfo.InvariantCulture, out var inUse)
        && long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
            ? new GpuMemory(number, inUse * BytesInMebibyte, all * BytesInMebibyte)
            : throw new FormatException($"{Program} was expected to answer lines of index, MiB in use and MiB in all, and answered '{line}'.");

    private static async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        using var program = Process.Start(new ProcessStartInfo(Program, ["--query-gpu=index,memory.used,memory.total", "--format=csv,noheader,nounits"]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{Program} did not start.");
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(cancellationToken), program.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await program.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            program.Kill();
            throw;
        }
        await errors;
        return program.ExitCode == 0 ? await output : throw new InvalidOperationException($"{Program} ended with code {program.ExitCode}.");
    }
}
