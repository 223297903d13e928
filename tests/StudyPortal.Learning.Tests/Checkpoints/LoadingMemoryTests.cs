using System.Globalization;
using System.Runtime.InteropServices;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Checkpoints;

/// <summary>Runs alone, since it looks at the memory of the whole process.</summary>
[CollectionDefinition(nameof(LoadingMemoryTests), DisableParallelization = true)]
[Collection(nameof(LoadingMemoryTests))]
public sealed class LoadingMemoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("memory").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("large.pth")]
    [InlineData("large.safetensors")]
    public void A_network_is_loaded_in_its_own_memory_and_little_more(string name)
    {
        Assert.SkipUnless(File.Exists("/proc/self/clear_refs"), "Only Linux tells and resets the peak of a process's memory.");
        string path = Path.Combine(folder, name);
        Write(path);
        long size = new FileInfo(path).Length;
        GiveBackFreeMemory();
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = PeakBytes();
        using (var file = WeightFile.Read(path))
        using (ResNet network = CheckpointInspection.Build(file))
        {
            Assert.Equal(160, network.Shape.Width);
        }
        long taken = PeakBytes() - before;
        Assert.InRange(taken, 0.5 * size, 1.6 * size);
    }

    /// <summary>What earlier tests left free inside the process would hide what this one takes.</summary>
    private static void GiveBackFreeMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _ = TrimHeap(0);
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nint keep);

    /// <summary>280 MB, its largest tensor 59 MB.</summary>
    private static void Write(string path)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 160, 1, 2, DualNorm: true), random);
        WeightFile.Write(path, network.State);
    }

    private static long PeakBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
