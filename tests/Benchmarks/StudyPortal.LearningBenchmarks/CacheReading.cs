using System.Runtime.InteropServices;
using StudyPortal.Learning;

namespace StudyPortal.LearningBenchmarks;

/// <summary>Batches in random order from a file of decoded images, beside a plain copy of as many values in memory.</summary>
internal static class CacheReading
{
    private const int Side = 256, Images = 4096, BatchSize = 64, Batches = 400;

    public static void Print()
    {
        string path = Path.Combine(Path.GetTempPath(), $"studyportal-cache-{Guid.NewGuid():N}.u16");
        try
        {
            Write(path);
            using var images = new ImageSet(path, Images, Side, "benchmark");
            float[] source = new float[Images / 8 * Side * Side];
            _ = Rate(1, (index, target) => images.Read(index, target));
            foreach (int threads in (int[])[1, Environment.ProcessorCount])
            {
                double read = Rate(threads, (index, target) => images.Read(index, target));
                double copied = Rate(threads, (index, target) => source.AsSpan(index / 8 * target.Length, target.Length).CopyTo(target));
                Console.WriteLine(FormattableString.Invariant(
                    $"{threads} threads: {read,8:0} images of {Side} x {Side} a second; float32 copied in memory {copied,8:0} a second; ratio {read / copied:0.00}"));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path)
    {
        using FileStream file = File.Create(path);
        ushort[] levels = new ushort[Side * Side];
        for (int image = 0; image < Images; image++)
        {
            for (int at = 0; at < levels.Length; at++)
            {
                levels[at] = (ushort)(image * 31 + at * 7);
            }
            file.Write(MemoryMarshal.AsBytes(levels.AsSpan()));
        }
    }

    private static double Rate(int threads, ReadInto read)
    {
        long started = TimeProvider.System.GetTimestamp();
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var order = new Random(thread);
            float[] batch = new float[BatchSize * Side * Side];
            for (int number = 0; number < Batches / threads; number++)
            {
                for (int image = 0; image < BatchSize; image++)
                {
                    read(order.Next(Images), batch.AsSpan(image * Side * Side, Side * Side));
                }
            }
        });
        return Batches / threads * threads * BatchSize / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private delegate void ReadInto(int index, Span<float> target);
}
