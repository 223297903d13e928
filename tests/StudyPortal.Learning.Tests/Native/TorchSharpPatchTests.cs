using System.Diagnostics;
using StudyPortal.Learning.Native;
using TorchSharp;

namespace StudyPortal.Learning.Tests.Native;

public sealed class TorchSharpPatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patch").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_built_assembly_is_compiled_without_optimisation_so_that_arguments_live_to_the_end_of_a_call()
    {
        var debuggable = (DebuggableAttribute)Attribute.GetCustomAttribute(typeof(torch).Assembly, typeof(DebuggableAttribute))!;
        Assert.True(debuggable.IsJITOptimizerDisabled);
        Assert.True(debuggable.IsJITTrackingEnabled); // without it the just-in-time compiler does not look at the other
    }

    [Fact]
    public void A_packaged_assembly_is_patched_once_in_two_bytes_and_keeps_its_size_and_time()
    {
        string packaged = Path.Combine(AppContext.BaseDirectory, "Native", "packaged", "TorchSharp.dll"), copy = Path.Combine(folder, "TorchSharp.dll");
        File.Copy(packaged, copy);
        (DateTime Time, long Length) before = (File.GetLastWriteTimeUtc(copy), new FileInfo(copy).Length);
        Assert.True(TorchSharpPatch.Apply(copy));
        Assert.False(TorchSharpPatch.Apply(copy));
        Assert.Equal(before, (File.GetLastWriteTimeUtc(copy), new FileInfo(copy).Length));
        Assert.Equal(2, File.ReadAllBytes(packaged).Zip(File.ReadAllBytes(copy)).Count(bytes => bytes.First != bytes.Second));
    }

    [Fact]
    public void Another_file_is_refused_with_its_name()
    {
        string other = Path.Combine(folder, "Other.dll");
        File.WriteAllBytes(other, [1, 2, 3]);
        Assert.Contains("Other.dll", Assert.Throws<InvalidDataException>(() => TorchSharpPatch.Apply(other)).Message, StringComparison.Ordinal);
    }

    /// <summary>Fails within seconds where TorchSharp lets go of a number while libtorch reads it.</summary>
    [Fact]
    public void Numbers_survive_garbage_collections_during_calls()
    {
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(4));
        Thread collector = new(() =>
        {
            while (!over.IsCancellationRequested)
            {
                GC.Collect(0);
            }
        });
        collector.Start();
        Parallel.For(0, 6, _ =>
        {
            using torch.Tensor value = torch.zeros(1, torch.ScalarType.Int64);
            for (long added = 1; !over.IsCancellationRequested; added++)
            {
                using torch.Tensor sum = value.add_(1).alias();
                Assert.Equal(added, sum.item<long>());
            }
        });
        collector.Join();
    }
}
