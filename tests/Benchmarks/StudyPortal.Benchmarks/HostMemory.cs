using System.Globalization;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks;

/// <summary>What the web process held in memory, in megabytes: one value a second.</summary>
internal sealed record HostMemory(IReadOnlyList<double> Megabytes)
{
    private const int Around = 10;

    public static async Task<HostMemory> WatchAsync(StartedPortal portal, CancellationToken enough)
    {
        var seen = new List<double>();
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do seen.Add(portal.ResidentBytes / 1048576.0);
            while (await clock.WaitForNextTickAsync(enough));
        }
        catch (OperationCanceledException)
        {
            return new HostMemory(seen);
        }

        return new HostMemory(seen);
    }

    /// <summary>Mean of the last ten seconds.</summary>
    public double Late => Mean(1);

    /// <summary>Means over ten seconds at four moments, and the most.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"memory of the web host: start {Mean(0):0} MB, after a quarter {Mean(0.25):0} MB, middle {Mean(0.5):0} MB, end {Late:0} MB, at most {Megabytes.Max():0} MB");

    private double Mean(double share) => Megabytes.Skip((int)(share * Math.Max(0, Megabytes.Count - Around))).Take(Around).Average();
}
