using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using StudyPortal.Learning;
using StudyPortal.Learning.Training;

namespace StudyPortal.Trainer.Tests.Work;

/// <summary>A training in a process whose address space may grow by less than a step needs.</summary>
internal static class ShortOfMemory
{
    public const string Role = "--short-of-memory";

    private const int AddressSpace = 9;
    private const long Megabyte = 1 << 20;

    /// <summary>The padded images take ten megabytes each and the small network next to nothing.</summary>
    private static readonly TrainingRecipe Recipe = new()
    {
        Width = 2, InputSize = 32, BatchSize = 64, Epochs = 1, Augmentation = new AugmentationRecipe(Padding: 794, Affine: new AffineRecipe()),
    };

    /// <summary>What the training said when it ended, on a limit of so many megabytes.</summary>
    public static async Task<string> TellAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("short-of-memory").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Role, folder])
        {
            RedirectStandardOutput = true, Environment = { ["MALLOC_ARENA_MAX"] = "1", ["MEGABYTES"] = megabytes.ToString(CultureInfo.InvariantCulture) },
        };
        using var process = Process.Start(start)!;
        var told = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        return told;
    }

    /// <summary>What the started process does: it trains once without a limit, so that all threads and libraries are there, and once with it.</summary>
    public static async Task<int> Run(string folder)
    {
        Train(Recipe with { BatchSize = 4, Augmentation = new AugmentationRecipe() }, Path.Combine(folder, "first"));
        Limit(int.Parse(Environment.GetEnvironmentVariable("MEGABYTES")!, CultureInfo.InvariantCulture) * Megabyte);
        try
        {
            Train(Recipe, Path.Combine(folder, "second"));
        }
        catch (TrainingException stopped)
        {
            await Console.Out.WriteAsync(stopped.Message);
        }

        return 0;
    }

    private static void Train(TrainingRecipe recipe, string folder)
    {
        var set = new TrainingSet(new ImageSet(new float[64 * 32 * 32], 64, 32), [.. Enumerable.Range(0, 64).Select(image => (float)(image % 2))], 1);
        using var run = new TrainingRun(recipe, set, set, folder);
        run.Run(new Progress<TrainingProgress>(), TimeProvider.System, CancellationToken.None);
    }

    private static void Limit(long more)
    {
        var pages = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], CultureInfo.InvariantCulture);
        var bytes = (ulong)(pages * Environment.SystemPageSize + more);
        if (SetLimit(AddressSpace, [bytes, bytes]) != 0) throw new InvalidOperationException("The limit could not be set.");
    }

    [DllImport("libc.so.6", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, ulong[] softAndHard);
}
