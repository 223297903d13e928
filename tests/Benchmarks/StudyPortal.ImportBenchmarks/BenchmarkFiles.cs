using System.Globalization;
using StudyPortal.Imaging.Phantoms;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.ImportBenchmarks;

/// <summary>A temporary folder with one folder for each operation, which both sides read.</summary>
internal sealed class BenchmarkFiles : IDisposable
{
    private const int Phantoms = 16, PhantomSide = 1024, Headers = 10_000;

    private static readonly (string Operation, string[] Files)[] Decoded =
    [
        ("uncompressed", ["CT_small.dcm", "MR_small.dcm", "vlut_04.dcm", "examples_overlay.dcm"]),
        ("jpeg-lossless", ["ct_ts_4.57_jpeg_lossless_p14.dcm", "pt_jpeg_lossless_small.dcm", "SC_rgb_jpeg_gdcm.dcm"]),
        ("jpeg-2000", ["J2K_pixelrep_mismatch.dcm", "mr_brain_j2k.dcm", "MR_small_jp2klossless.dcm"]),
    ];

    private static readonly string[] Scanned = ["CT_small.dcm", "MR_small.dcm", "MR_small_implicit.dcm", "mr_brain_j2k.dcm"];

    /// <param name="images">PNG files to take instead of drawn ones; null for those.</param>
    public BenchmarkFiles(string? images)
    {
        Folder = Directory.CreateTempSubdirectory("import-benchmarks-").FullName;
        var png = Made("png");
        if (images is null)
            Parallel.For(0, Phantoms, index => File.WriteAllBytes(Path.Combine(png, $"{index:00}.png"), GrayPng.Write(new ChestPhantom(1, PhantomSide).Draw(index).Image)));
        else
            foreach (var image in Directory.EnumerateFiles(images, "*.png"))
                File.Copy(image, Path.Combine(png, Path.GetFileName(image)));
        foreach (var (operation, files) in Decoded)
            foreach (var file in files)
                File.Copy(Fixture(file), Path.Combine(Made(operation), file));
        var headers = Made("headers");
        for (var index = 0; index < Headers; index++)
            File.Copy(Fixture(Scanned[index % Scanned.Length]), Path.Combine(headers, index.ToString("00000", CultureInfo.InvariantCulture)));
    }

    public string Folder { get; }

    public string[] Of(string operation) => [.. Directory.EnumerateFiles(Path.Combine(Folder, operation)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Made(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    private static string Fixture(string file) => Path.Combine(AppContext.BaseDirectory, "Dicom", file);
}
