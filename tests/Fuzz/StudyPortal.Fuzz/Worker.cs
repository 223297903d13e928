using System.Diagnostics;
using StudyPortal.Core.Datasets;
using StudyPortal.Imaging;

namespace StudyPortal.Fuzz;

/// <summary>Reads the mutations of a range in this process, and prints what went wrong and how many were read and refused.</summary>
internal static class Worker
{
    /// <summary>Of one file; the time is generous, as other programs run beside.</summary>
    public const int MostSeconds = 10;

    private const long MostBytes = 1L << 30;

    public static void Run(FuzzRange range, string folder)
    {
        using var heartbeat = new Heartbeat(Path.Combine(folder, "heartbeat"));
        var formats = FuzzFormats.Named(range.Formats);
        foreach (var format in formats.Distinct())
            Directory.CreateDirectory(Path.Combine(folder, format.Name));
        var (read, refused) = (new SortedDictionary<string, int>(), new SortedDictionary<string, int>());
        for (var number = range.First; number < range.First + range.Count; number++)
        {
            heartbeat.Number = number;
            var format = formats[number % formats.Count];
            var outcome = Outcome(format, number, range.Seed, Path.Combine(folder, format.Name));
            if (outcome is null or "refused")
            {
                var counts = outcome is null ? read : refused;
                counts[format.Name] = counts.GetValueOrDefault(format.Name) + 1;
            }
            else
                Console.WriteLine($"failed {number} {format.Name}: {outcome.ReplaceLineEndings(" | ")}");
        }
        foreach (var format in formats.Distinct())
            Console.WriteLine($"counted {format.Name} {read.GetValueOrDefault(format.Name)} {refused.GetValueOrDefault(format.Name)}");
    }

    /// <summary>Null when the file was read, "refused" when it was refused as it should be, else what went wrong.</summary>
    private static string? Outcome(FuzzFormat format, int number, int seed, string folder)
    {
        var random = new Random(unchecked(seed * 486187739 + number));
        var intact = format.Seeds[random.Next(format.Seeds.Count)];
        var damaged = new Mutation(format, random).Of(intact);
        var (allocated, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        string? outcome = null;
        try
        {
            format.Read(intact, damaged, folder);
        }
        catch (Exception refused) when (refused is ImageFormatException or DatasetFormatException)
        {
            outcome = "refused";
        }
        catch (Exception untyped)
        {
            return $"{intact.File}: {untyped}";
        }
        if (GC.GetAllocatedBytesForCurrentThread() - allocated is > MostBytes and var bytes)
            return $"{intact.File}: {bytes} bytes were allocated";
        return watch.Elapsed.TotalSeconds > MostSeconds ? $"{intact.File}: it took {watch.Elapsed.TotalSeconds:0} s" : outcome;
    }
}
