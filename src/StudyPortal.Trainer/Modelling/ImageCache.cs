using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;
using StudyPortal.Learning;

namespace StudyPortal.Trainer.Modelling;

/// <summary>
/// Many images as a network sees them, in memory-mapped files of the work folder: each is decoded once, several at a time, for
/// all jobs. A file is named by the hash of its images and of how they were prepared. Any may be deleted while no job runs; the
/// ones used longest ago are, where all together exceed the limit.
/// </summary>
internal sealed class ImageCache(BlobStore blobs, DataRoot root, CacheLimit limit, TimeProvider clock)
{
    /// <summary>To be changed with <see cref="Resampled.ToUnitFloats"/> and <see cref="ImageSet.Level"/>.</summary>
    private const string Format = "unit levels 1";

    private const string Extension = ".u16";

    private string Folder => Path.Combine(root.Work, "cache");

    /// <param name="images">In this order.</param>
    /// <param name="size">Side of the network's input.</param>
    /// <param name="progress">Told the images decoded so far, unless the file is there.</param>
    /// <param name="cancellationToken">Looked at before each image; then nothing is kept.</param>
    /// <exception cref="IOException">There is no room for the file.</exception>
    public async Task<ImageSet> OpenAsync(IReadOnlyList<BlobHash> images, int size, Action<int> progress, CancellationToken cancellationToken)
    {
        var key = KeyOf(images, size);
        var path = Path.Combine(Directory.CreateDirectory(Folder).FullName, key + Extension);
        if (!File.Exists(path)) await WriteAsync(path, images, size, progress, cancellationToken);
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        var opened = new ImageSet(path, images.Count, size, key);
        Evict(except: path);
        return opened;
    }

    /// <summary>The values that a file of the cache would hold.</summary>
    public async Task<float[]> DecodeAsync(BlobHash image, int size, CancellationToken cancellationToken) =>
        Array.ConvertAll(await LevelsAsync(image, size, cancellationToken), ImageSet.Value);

    private async Task<ushort[]> LevelsAsync(BlobHash image, int size, CancellationToken cancellationToken) =>
        Array.ConvertAll(Resampled.ToUnitFloats(GrayPng.Read(await blobs.ReadAsync(image, cancellationToken)), size), ImageSet.Level);

    /// <summary>What the pixels follow from, hashed.</summary>
    private static string KeyOf(IReadOnlyList<BlobHash> images, int size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Format}, {size}"));
        foreach (var image in images) hash.AppendData(Encoding.UTF8.GetBytes(image.Value));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task WriteAsync(string path, IReadOnlyList<BlobHash> images, int size, Action<int> progress, CancellationToken cancellationToken)
    {
        var partial = Path.Combine(root.Incoming, Guid.NewGuid().ToString("N"));
        long bytesEach = (long)size * size * sizeof(ushort);
        try
        {
            using (var file = File.OpenHandle(partial, FileMode.CreateNew, FileAccess.Write, preallocationSize: images.Count * bytesEach))
            {
                var decoded = 0;
                await Parallel.ForAsync(0, images.Count, cancellationToken, async (index, cancellation) =>
                {
                    var levels = await LevelsAsync(images[index], size, cancellation);
                    RandomAccess.Write(file, MemoryMarshal.AsBytes(levels.AsSpan()), index * bytesEach);
                    progress(Interlocked.Increment(ref decoded));
                });
                RandomAccess.FlushToDisk(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Files of other extensions are of an earlier version and go first. A job that has a deleted file open reads on where the system allows it, else the file stays.</summary>
    private void Evict(string except)
    {
        var files = new DirectoryInfo(Folder).EnumerateFiles().Where(file => file.FullName != except)
            .OrderByDescending(file => file.Extension == Extension).ThenByDescending(file => file.LastWriteTimeUtc).ToList();
        var kept = new FileInfo(except).Length;
        foreach (var file in files)
        {
            kept += file.Length;
            if (kept > limit.Bytes || file.Extension != Extension) Delete(file);
        }
    }

    private static void Delete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Open in another job; the next one tries again.
        }
    }
}
