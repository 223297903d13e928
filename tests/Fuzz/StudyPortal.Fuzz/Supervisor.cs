using System.Diagnostics;

namespace StudyPortal.Fuzz;

/// <summary>
/// Lets processes of their own read the mutations, as a native decoder can end or stop the one it runs in. That counts as a
/// failure of the mutation at work; the rest goes on in a new process.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    private const int Processes = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3 * Worker.MostSeconds);

    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-fuzz").FullName;
    private readonly List<string> _failures = [];
    private readonly SortedDictionary<string, (int Read, int Refused)> _counts = [];

    /// <summary>What went wrong, mutation by mutation.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>By format, how many files were read in spite of their damage and how many were refused.</summary>
    public IReadOnlyDictionary<string, (int Read, int Refused)> Counts => _counts;

    public void Run(FuzzRange range)
    {
        var share = (range.Count + Processes - 1) / Processes;
        Parallel.For(0, Processes, new ParallelOptions { MaxDegreeOfParallelism = Processes }, part =>
        {
            var first = range.First + part * share;
            Run(range with { First = first, Count = Math.Min(share, range.First + range.Count - first) }, Path.Combine(_folder, $"{part}"));
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(FuzzRange range, string folder)
    {
        Directory.CreateDirectory(folder);
        using var heartbeat = new Heartbeat(Path.Combine(folder, "heartbeat"));
        while (range.Count > 0)
        {
            heartbeat.Number = range.First;
            if (Watched(range, folder, heartbeat) is not { } end)
                return;
            var last = heartbeat.Number;
            Note($"failed {last}: {end}");
            range = range with { First = last + 1, Count = range.First + range.Count - last - 1 };
        }
    }

    /// <summary>Runs a worker; null when it came to the end of its range, else how it ended.</summary>
    private string? Watched(FuzzRange range, string folder, Heartbeat heartbeat)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(Supervisor).Assembly.Location);
        foreach (var word in (string[])["work", folder, .. range.Words])
            start.ArgumentList.Add(word);
        using var worker = Process.Start(start)!;
        worker.OutputDataReceived += (_, line) => Note(line.Data ?? "");
        worker.BeginOutputReadLine();
        for (var (number, since) = (-1, Stopwatch.StartNew()); !worker.WaitForExit(200);)
        {
            if (heartbeat.Number != number)
                (number, since) = (heartbeat.Number, Stopwatch.StartNew());
            if (since.Elapsed > Patience)
            {
                worker.Kill();
                worker.WaitForExit();
                return $"nothing came of it in {Patience.TotalSeconds} s";
            }
        }
        worker.WaitForExit();
        return worker.ExitCode == 0 ? null : $"the process ended with {worker.ExitCode}";
    }

    private void Note(string line)
    {
        var words = line.Split(' ');
        lock (_failures)
        {
            if (words[0] == "failed")
                _failures.Add(line);
            else if (words is ["counted", var format, var read, var refused])
                _counts[format] = (_counts.GetValueOrDefault(format).Read + int.Parse(read, null), _counts.GetValueOrDefault(format).Refused + int.Parse(refused, null));
        }
    }
}
