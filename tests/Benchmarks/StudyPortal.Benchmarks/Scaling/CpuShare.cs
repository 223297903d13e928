using System.Globalization;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>
/// A control group of Linux whose processes together get so many per cent of one processor: several of them stand for several machines
/// on one that has room for all. Needs root.
/// </summary>
internal sealed class CpuShare : IDisposable
{
    /// <summary>Microseconds; short, so that what is held back waits for little.</summary>
    private const int Period = 10_000;

    private const string Unified = "/sys/fs/cgroup/cgroup.controllers", Groups = "/sys/fs/cgroup", CpuGroups = "/sys/fs/cgroup/cpu";

    private readonly string _folder;

    private CpuShare(string folder) => _folder = folder;

    /// <exception cref="InvalidOperationException">This machine or this user cannot limit processes.</exception>
    public static CpuShare Make(string name, int percent)
    {
        var isUnified = File.Exists(Unified);
        var folder = Path.Combine(isUnified ? Groups : CpuGroups, string.Create(CultureInfo.InvariantCulture, $"studyportal-{name}-{Environment.ProcessId}"));
        var quota = percent * Period / 100;
        try
        {
            Directory.CreateDirectory(folder);
            if (isUnified) Write(folder, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{quota} {Period}"));
            else
            {
                Write(folder, "cpu.cfs_period_us", Period.ToString(CultureInfo.InvariantCulture));
                Write(folder, "cpu.cfs_quota_us", quota.ToString(CultureInfo.InvariantCulture));
            }

            return new CpuShare(folder);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Hosts are compared in control groups of the processor, and {folder} could not be set up: {denied.Message} Run this as root on Linux.", denied);
        }
    }

    /// <summary>All threads of the process, and those it starts later.</summary>
    public void Hold(int process) => Write(_folder, "cgroup.procs", process.ToString(CultureInfo.InvariantCulture));

    /// <summary>Once its processes have ended.</summary>
    public void Dispose() => Directory.Delete(_folder);

    private static void Write(string folder, string file, string value) => File.WriteAllText(Path.Combine(folder, file), value);
}
