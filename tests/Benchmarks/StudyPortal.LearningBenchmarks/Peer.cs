using System.Diagnostics;
using System.Globalization;

namespace StudyPortal.LearningBenchmarks;

/// <summary>PyTorch in a process of its own, asked for one operation at a time.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    /// <exception cref="InvalidOperationException">There is no Python with torch and torchvision.</exception>
    public Peer(string python, Setting setting)
    {
        ProcessStartInfo start = new(
            python, [Path.Combine(AppContext.BaseDirectory, "peer.py"), setting.Architecture, $"{setting.Side}", $"{setting.Batch}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
    }

    public long PeakBytes => ProcessMemory.Peak(process.Id);

    /// <summary>Seconds of one run.</summary>
    public double Time(string operation)
    {
        process.StandardInput.WriteLine(operation == "dual-bf16" ? "dual" : operation);
        string answer = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("Python ended: it needs torch and torchvision (on Debian: python3-torch, python3-torchvision).");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
