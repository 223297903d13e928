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
}
