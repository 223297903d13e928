using System.Diagnostics;
using System.Runtime.InteropServices;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.ImportBenchmarks;

/// <summary>The operations of peer.py, as the product does them.</summary>
internal sealed class Operations(BenchmarkFiles files)
{
    private const int Side = 256, PngRounds = 4, DecodeRounds = 20;

    /// <summary>Seconds of the fastest of several runs, after one that is not counted.</summary>
    public double Best(string operation, int runs)
    {
        var paths = files.Of(operation.Split('/')[0]);
        Run(operation, paths);
        return Enumerable.Range(0, runs).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Run(operation, paths);
            return watch.Elapsed.TotalSeconds;
        });
    }

    private void Run(string operation, string[] paths)
    {
        switch (operation)
        {
            case "png/1" or "png/2":
                Store(paths);
                break;
            case "headers":
                foreach (var path in paths)
                    Scan(path);
                break;
            case "jpeg-2000/2":
                Parallel.For(0, DecodeRounds * paths.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index => Decode(paths[index % paths.Length]));
                break;
            default:
                for (var round = 0; round < DecodeRounds; round++)
                    foreach (var path in paths)
                        Decode(path);
                break;
        }
    }

    /// <summary>As the training cache is written: on all cores, each image at its place in one file.</summary>
    private void Store(string[] paths)
    {
        using var file = File.OpenHandle(Path.Combine(files.Folder, "ours.u16"), FileMode.Create, FileAccess.Write);
        Parallel.For(0, paths.Length * PngRounds, index =>
        {
            var values = Resampled.ToUnitFloats(RasterReader.Read(paths[index % paths.Length]), Side);
            var levels = Array.ConvertAll(values, value => (ushort)(value * ushort.MaxValue + 0.5f));
            RandomAccess.Write(file, MemoryMarshal.AsBytes(levels.AsSpan()), (long)index * Side * Side * sizeof(ushort));
        });
    }

    private static void Decode(string path) => DicomPixels.Stored(DicomFile.Read(path).Dataset);

    private static void Scan(string path)
    {
        var dataset = DicomFile.Read(path).Dataset;
        _ = (dataset.UnsignedShort(DicomTags.Rows), dataset.Text(DicomTags.PatientId), dataset.Text(DicomTags.SopInstanceUid));
    }
}
