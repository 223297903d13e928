using System.Globalization;

namespace StudyPortal.LearningBenchmarks;

/// <summary>Resident memory of a process on Linux.</summary>
internal static class ProcessMemory
{
    public static long Peak(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
