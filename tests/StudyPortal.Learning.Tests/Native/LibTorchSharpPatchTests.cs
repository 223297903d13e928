using System.Runtime.InteropServices;
using StudyPortal.Learning.Native;
using TorchSharp;

namespace StudyPortal.Learning.Tests.Native;

public sealed class LibTorchSharpPatchTests : IDisposable
{
    /// <summary>The library as its package ships it.</summary>
    private static readonly string Packaged = Path.Combine(
        AppContext.BaseDirectory, "Native", "packaged", "libLibTorchSharp.so");

    private readonly string folder = Directory.CreateTempSubdirectory("patch").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_built_library_loads_and_computes() =>
        Assert.Equal(6f, torch.tensor(new float[] { 1, 2, 3 }).sum().item<float>());

    [Fact]
    public void A_host_that_has_the_symbol_leaves_the_file_alone()
    {
        string copy = Original();
        byte[] before = File.ReadAllBytes(copy);
        Assert.False(LibTorchSharpPatch.Apply(copy, (_, _) => true));
        Assert.Equal(before, File.ReadAllBytes(copy));
    }

    [Fact]
    public void A_host_that_lacks_the_symbol_gets_a_file_that_loads()
    {
        string copy = Original();
        DateTime time = File.GetLastWriteTimeUtc(copy);
        Assert.True(LibTorchSharpPatch.Apply(copy, (_, _) => false));
        Assert.Equal(time, File.GetLastWriteTimeUtc(copy));
        torch.InitializeDeviceType(DeviceType.CPU);
        NativeLibrary.Free(NativeLibrary.Load(copy));
        Assert.False(LibTorchSharpPatch.Apply(copy, (_, _) => false));
    }

    [Fact]
    public void A_hard_linked_original_keeps_its_bytes()
    {
        string original = Original(), link = Path.Combine(folder, "link.so");
        byte[] before = File.ReadAllBytes(original);
        Assert.Equal(0, Link(original, link));
        Assert.True(LibTorchSharpPatch.Apply(link, (_, _) => false));
        Assert.Equal(before, File.ReadAllBytes(original));
        Assert.NotEqual(before, File.ReadAllBytes(link));
    }

    [Theory]
    [InlineData("libc10.so", "neither imports")]
    [InlineData("StudyPortal.Learning.dll", "not a 64-bit little-endian ELF file")]
    public void A_file_with_neither_the_symbol_nor_the_patch_is_refused_with_its_name(string name, string reason)
    {
        string source = Directory.EnumerateFiles(AppContext.BaseDirectory, name, SearchOption.AllDirectories).First();
        string copy = Path.Combine(folder, name);
        File.Copy(source, copy);
        var refusal = Assert.Throws<InvalidDataException>(() => LibTorchSharpPatch.Apply(copy, (_, _) => false));
        Assert.Contains(copy, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("TorchSharp 0.107", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        string copy = Path.Combine(folder, "short.so");
        File.WriteAllBytes(copy, File.ReadAllBytes(Packaged)[..100_000]);
        Assert.Throws<InvalidDataException>(() => LibTorchSharpPatch.Apply(copy, (_, _) => false));
    }

    [Fact]
    public void The_host_is_asked_by_symbol_and_version()
    {
        Assert.True(LibTorchSharpPatch.HostExports("_ZNSt6chrono3_V212steady_clock3nowEv", "GLIBCXX_3.4.19"));
        Assert.False(LibTorchSharpPatch.HostExports("_ZNSt6chrono3_V212steady_clock3nowEv", "GLIBCXX_9.9.9"));
    }

    private string Original()
    {
        string copy = Path.Combine(folder, "libLibTorchSharp.so");
        File.Copy(Packaged, copy);
        return copy;
    }

    [DllImport("libc.so.6", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(string target, string link);
}
