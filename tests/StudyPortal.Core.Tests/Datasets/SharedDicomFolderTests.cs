using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>shared/samples/dicom_folder and dicom_series as their expected.json has them.</summary>
public sealed class SharedDicomFolderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_nested_folder_of_eight_encodings_is_imported_and_each_file_left_out_has_its_reason()
    {
        var folder = SharedSamples.At("dicom_folder");
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "expected.json"), Cancelled));
        await using var portal = await TestPortal.CreateAsync();

        var dataset = await portal.ImportedAsync(new ImportRequest { Name = "Folder", Folder = folder });

        var known = expected.RootElement.GetProperty("import").EnumerateObject().Select(file => file.Value).ToList();
        Assert.Equal((known.Count, 8), (dataset.Cases, dataset.Labels.Count));
        Assert.Equal(new LabelCount("Pneumonia", null, 2, 6, 0, 0), dataset.CountOf("Pneumonia", null));
        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().OrderBy(c => c.Number).ToListAsync(Cancelled);
        Assert.Equal(known.Select(file => file.GetProperty("tags").GetProperty("PatientID").GetString()).Distinct().Count(), cases.Select(c => c.Patient).Distinct().Count());
        foreach (var (found, file) in cases.Zip(known))
            Assert.Equal(file.GetProperty("decode").GetProperty("sha256_stored").GetString(), StoredHash(GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(found.Pixels, Cancelled)), file));
        var notes = await portal.NamedAsync(folder, dataset.ImportId);
        Assert.Contains(notes, note => note.IsOf("P01/S1/IM0001_copy") && note.Reason.StartsWith("The same instance", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.File == "README.txt" && note.Reason.StartsWith("Not DICOM", StringComparison.Ordinal));
        Assert.All(new[] { "DICOMDIR", "P01/S1/SR0001" }, file => Assert.Contains(notes, note => note.IsOf(file) && note.Reason.StartsWith("Holds no image", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ct_lung", 4)]
    [InlineData("dicom_slope", 2)]
    public async Task A_series_is_one_stack_around_each_of_its_slices(string series, int slices)
    {
        var folder = Path.Combine(SharedSamples.At("dicom_series"), series);
        await using var portal = await TestPortal.CreateAsync();

        var dataset = await portal.ImportedAsync(new ImportRequest { Name = series, Folder = folder });

        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().ToListAsync(Cancelled);
        Assert.Equal((slices, slices * slices), (dataset.Cases, await db.Set<CaseSlice>().CountAsync(Cancelled)));
        Assert.Equal(Enumerable.Range(0, slices), cases.Select(c => c.KeySlice).Order());
    }

    /// <summary>Of the values as the file stores them: the kept ones count down where high values are dark.</summary>
    private static string StoredHash(GrayImage kept, JsonElement file)
    {
        var tags = file.GetProperty("tags");
        var top = (1 << tags.GetProperty("BitsStored").GetInt32()) - 1;
        var stored = tags.GetProperty("PhotometricInterpretation").GetString() == "MONOCHROME1" ? kept.Pixels.Select(pixel => (ushort)(top - pixel)) : kept.Pixels;
        var bytes = tags.GetProperty("BitsAllocated").GetInt32() == 8 ? stored.Select(pixel => (byte)pixel) : stored.SelectMany(BitConverter.GetBytes);
        return Convert.ToHexStringLower(SHA256.HashData([.. bytes]));
    }
}
