using System.Diagnostics;
using System.Globalization;

namespace StudyPortal.ImportBenchmarks;

/// <summary>Python in a process of its own, which answers with seconds for every operation it is told.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process? _process;

    private Peer(Process? process, string absence) => (_process, Absence) = (process, absence);

    /// <summary>Why it gives no time.</summary>
    public string Absence { get; private set; }

    public static Peer Start(string program, string folder)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peer.py");
        try
        {
            var start = new ProcessStartInfo(program, [script, folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            return new Peer(Process.Start(start), "");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new Peer(null, $"left out: there is no {program} here.");
        }
    }

    /// <summary>Null when the peer lacks what it needs.</summary>
    public double? Time(string operation)
    {
        if (_process is null) return null;
        _process.StandardInput.WriteLine(operation);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? "left out: the peer ended.";
        if (double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return seconds;
        Absence = answer;
        return null;
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
    }
}
