using System.IO.Compression;
using StudyPortal.Learning.Checkpoints;
using TorchSharp;

namespace StudyPortal.Learning.Tests.Checkpoints;

/// <summary>Twenty thousand seeded mutations; every one is read or refused, at once and in little memory.</summary>
public sealed class DamagedFileTests
{
    private const int Mutations = 4000;

    [Theory]
    [InlineData("tiny_legacy.pth")]
    [InlineData("views_legacy.pth")]
    [InlineData("tiny.safetensors")]
    [InlineData("wrapped_zip.pth")]
    public void A_file_with_changed_bytes_is_read_or_refused_and_never_anything_else(string name)
    {
        byte[] sound = File.ReadAllBytes(Oracle.Loader(name));
        RequireReadOrRefused(name, random => Changed(sound, random));
    }

    [Fact]
    public void A_zip_whose_pickle_is_changed_under_a_right_checksum_is_read_or_refused()
    {
        using ZipArchive sound = ZipFile.OpenRead(Oracle.Loader("views_zip.pth"));
        (string Name, byte[] Content)[] records = [.. sound.Entries.Select(entry => (entry.FullName, Content(entry)))];
        RequireReadOrRefused("views_zip.pth", random =>
        {
            using MemoryStream zip = new();
            using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach ((string name, byte[] content) in records)
                {
                    using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                    entry.Write(name.EndsWith("data.pkl", StringComparison.Ordinal) ? Changed(content, random) : content);
                }
            }
            return zip.ToArray();
        });
    }

    private static void RequireReadOrRefused(string name, Func<Random, byte[]> mutate)
    {
        Random random = new(20210714);
        for (int attempt = 0; attempt < Mutations; attempt++)
        {
            byte[] changed = mutate(random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? thrown = Record.Exception(() => ReadAll(changed, name));
            Assert.True(thrown is null or CheckpointException, $"Attempt {attempt}: {thrown}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20, $"Attempt {attempt} allocates too much.");
        }
    }

    private static void ReadAll(byte[] bytes, string name)
    {
        using var file = WeightFile.Read(new MemoryStream(bytes), name);
        foreach (StoredTensor stored in file.Tensors)
        {
            using torch.Tensor values = stored.Read();
        }
    }

    /// <summary>One to three times a byte replaced, a run of bytes removed or doubled, or the end cut off.</summary>
    private static byte[] Changed(byte[] sound, Random random)
    {
        List<byte> bytes = [.. sound];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(10))
            {
                case 0: bytes.RemoveRange(at, length); break;
                case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 2: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes[at] = (byte)random.Next(256); break;
            }
        }
        return [.. bytes];
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        byte[] bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        return bytes;
    }
}
