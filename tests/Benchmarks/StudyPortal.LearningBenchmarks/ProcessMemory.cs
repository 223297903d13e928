using System.Globalization;

namespace StudyPortal.LearningBenchmarks;

/// <summary>Resident memory of a process on Linux.</summary>
internal static class ProcessMemory
{
    public static long Peak(int process) => Read(process, "VmHWM:");

    public static long Resident(int process) => Read(process, "VmRSS:");

    private static long Read(int process, string field)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
