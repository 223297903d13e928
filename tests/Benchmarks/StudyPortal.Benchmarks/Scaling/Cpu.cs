using System.Diagnostics;
using System.Globalization;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>Milliseconds that were computed: by the web host, by this driver, and by the whole machine (PostgreSQL, Redis and the kernel are what is left of it).</summary>
internal readonly record struct Cpu(double Web, double Driver, double Machine)
{
    /// <summary>The kernel counts in hundredths of a second.</summary>
    private const int MillisecondsPerTick = 10;

    public double Others => Math.Max(0, Machine - Web - Driver);

    public static Cpu Now(StartedPortal portal)
    {
        using var driver = Process.GetCurrentProcess();
        return new Cpu(portal.ProcessorTime.TotalMilliseconds, driver.TotalProcessorTime.TotalMilliseconds, MachineTicks() * MillisecondsPerTick);
    }

    public static Cpu operator -(Cpu later, Cpu earlier) => new(later.Web - earlier.Web, later.Driver - earlier.Driver, later.Machine - earlier.Machine);

    public static Cpu operator /(Cpu all, double count) => new(all.Web / count, all.Driver / count, all.Machine / count);

    /// <summary>user, nice, system, then idle and waiting, which do not count, then interrupts.</summary>
    private static double MachineTicks()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new[] { 1, 2, 3, 6, 7 }.Sum(field => double.Parse(fields[field], CultureInfo.InvariantCulture));
    }
}
