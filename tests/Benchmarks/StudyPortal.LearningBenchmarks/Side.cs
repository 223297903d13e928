using System.Diagnostics;
using System.Globalization;

namespace StudyPortal.LearningBenchmarks;

/// <summary>PyTorch's or our own side, in a process of its own that runs an operation whenever it is told its name.</summary>
internal sealed class Side : IDisposable
{
    private readonly Process process;

    private Side(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>Most memory that was ever resident.</summary>
    public long PeakBytes => ProcessMemory.Peak(process.Id);

    public static Side Ours(Setting setting) =>
        new(Environment.ProcessPath ?? throw new InvalidOperationException("This program has no path."), [Operations.Serve, .. setting.Words]);

    /// <param name="python">With torch and torchvision.</param>
    /// <param name="setting">What is timed.</param>
    public static Side PyTorch(string python, Setting setting) =>
        new(python, [Path.Combine(AppContext.BaseDirectory, "peer.py"), .. setting.Words]);

    /// <summary>Seconds of the best of some runs, after as many and a second's worth for compilers and caches to settle.</summary>
    public double Best(string operation, int runs)
    {
        Stopwatch settling = Stopwatch.StartNew();
        for (int run = 0; run < runs || settling.Elapsed.TotalSeconds < 1; run++)
        {
            Time(operation);
        }
        return Enumerable.Range(0, runs).Min(_ => Time(operation));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private double Time(string operation)
    {
        process.StandardInput.WriteLine(operation);
        string answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(
            "A side ended: Python needs torch and torchvision (on Debian: python3-torch, python3-torchvision).");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }
}
